// The tools of tau-bench's airline, as schemas: what an agent at its help desk may try to call.

import { z } from "zod";

const reservation_id = z.string();
const cabin = z.enum(["basic_economy", "economy", "business"]);
const flights = z.array(z.object({ flight_number: z.string(), date: z.string() }));
const passengers = z.array(
  z.object({ first_name: z.string(), last_name: z.string(), dob: z.string() }),
);
const payment_id = z.string();
const journey = { origin: z.string(), destination: z.string(), date: z.string() };

export const get_user_details = z.object({ user_id: z.string() });
export const get_reservation_details = z.object({ reservation_id });
export const get_flight_status = z.object({ flight_number: z.string(), date: z.string() });
export const list_all_airports = z.object({});
export const search_direct_flight = z.object(journey);
export const search_onestop_flight = z.object(journey);
export const calculate = z.object({ expression: z.string() });
export const think = z.object({ thought: z.string() });
export const transfer_to_human_agents = z.object({ summary: z.string() });

export const book_reservation = z.object({
  user_id: z.string(),
  origin: z.string(),
  destination: z.string(),
  flight_type: z.enum(["one_way", "round_trip"]),
  cabin,
  flights,
  passengers,
  payment_methods: z.array(z.object({ payment_id, amount: z.number() })),
  total_baggages: z.int(),
  nonfree_baggages: z.int(),
  insurance: z.enum(["yes", "no"]),
});
export const cancel_reservation = z.object({ reservation_id });
export const update_reservation_flights = z.object({ reservation_id, cabin, flights, payment_id });
export const update_reservation_baggages = z.object({
  reservation_id,
  total_baggages: z.int(),
  nonfree_baggages: z.int(),
  payment_id,
});
export const update_reservation_passengers = z.object({ reservation_id, passengers });
export const send_certificate = z.object({ user_id: z.string(), amount: z.number() });
