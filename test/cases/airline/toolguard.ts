// The airline's rules as ToolGuard (IBM, Apache-2.0) reads them out of tau-bench's prose: which of ours each comes to.

/** By the name of the item and its tool: rules of the policy, or of those that no call shows. */
export const toolguard: Readonly<Record<string, readonly string[]>> = {
  "User ID and User Profile Verification, book_reservation": ["A-B0", "A-G6"],
  "Seats Are Available, book_reservation": ["A-B6"],
  "Passenger Information Completeness, book_reservation": ["A-B1", "A-B4"],
  "Explicit User Confirmation for Actions Updating Database, cancel_reservation": ["A-G1"],
  "Cancellation of Entire Trips Only, cancel_reservation": ["A-C2"],
  "Obtain user and reservation ids, update_reservation_baggages": ["A-M0", "A-G6"],
  "Payment Methods Are Pre-Authorized, update_reservation_baggages": ["A-B3"],
  "User Confirmation Requirement Before Modifying Flights, update_reservation_flights": ["A-G1"],
  "Flight Status Restrictions, update_reservation_flights": ["A-B6"],
  "Obtain Payment Method for Flight Changes, update_reservation_flights": ["A-M5", "A-M6"],
  "Same origin, destination and trip type, update_reservation_flights": ["A-M1", "A-M2"],
  "Cabin Class Consistency, update_reservation_flights": ["A-B8"],
  "Explicit User Confirmation for Passenger Update, update_reservation_passengers": ["A-G1"],
  "Updating Passengers Information, update_reservation_passengers": ["A-B4"],
};
