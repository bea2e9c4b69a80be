// Calls of the airline's tools, each with the rule that it breaks, or none: written for the cases, not taken from the benchmark.

import type { Case } from "../case.js";
import { book, bookings } from "./bookings.js";
import { days, on, passenger } from "./database.js";

const ada = passenger("Ada");
const byron = passenger("Byron");
const six = Array(6).fill(ada);

const fly = (
  reservation_id: string,
  flights: ReturnType<typeof on>,
  cabin = "economy",
  payment_id = "credit_card_1",
): Case["call"] => ["update_reservation_flights", { reservation_id, cabin, flights, payment_id }];

const direct = on(days.out, "LYS-JFK");
const home = on(days.back, "JFK-LYS");

const flying: readonly Case[] = [
  { says: "other flights", call: fly("ECONOMY", on(days.out, "LYS-CDG", "CDG-JFK")) },
  { says: "another cabin", call: fly("ECONOMY", direct, "business") },
  { says: "another cabin of basic economy", call: fly("BASIC", direct, "economy", "gift_card_1") },
  {
    says: "a round trip by other flights",
    call: fly("RETURN", [...on(days.out, "LYS-CDG", "CDG-JFK"), ...home]),
  },
  { breaks: "A-M0", says: "a reservation that there is not", call: fly("NONE", direct) },
  {
    breaks: "A-M1",
    says: "other flights of basic economy",
    call: fly("BASIC", on(days.out, "LYS-CDG", "CDG-JFK"), "basic_economy"),
  },
  {
    breaks: "A-M1",
    says: "other flights and another cabin at once",
    call: fly("BASIC", on(days.out, "LYS-CDG", "CDG-JFK")),
  },
  { breaks: "A-M2", says: "from elsewhere", call: fly("ECONOMY", on(days.out, "CDG-JFK")) },
  { breaks: "A-M2", says: "to elsewhere", call: fly("ECONOMY", on(days.out, "LYS-CDG")) },
  { breaks: "A-M2", says: "and back", call: fly("ECONOMY", [...direct, ...home]) },
  { breaks: "A-M2", says: "not back", call: fly("RETURN", direct) },
  {
    breaks: "A-M2",
    says: "back from elsewhere",
    call: fly("RETURN", [...direct, ...on(days.back, "CDG-LYS")]),
  },
  {
    breaks: "A-M2",
    says: "to another place and back",
    call: fly("RETURN", [...on(days.out, "LYS-CDG"), ...on(days.back, "CDG-LYS")]),
  },
  { breaks: "A-M2", says: "no flights", call: fly("ECONOMY", []) },
  {
    breaks: "A-M5",
    says: "by a certificate",
    call: fly("ECONOMY", direct, "business", "certificate_1"),
  },
  {
    breaks: "A-M6",
    says: "by an unknown card",
    call: fly("ECONOMY", direct, "business", "credit_card_9"),
  },
  {
    breaks: "A-M8",
    says: "another cabin once flown",
    call: fly("FLOWN", on(days.past, "LANDED"), "economy"),
  },
  ...["LATE", "ON-TIME", "FLYING", "CANCELLED", "FULL"].map((flight) => ({
    breaks: "A-B6",
    says: `a flight that cannot be booked: ${flight}`,
    call: fly("ECONOMY", on(days.out, flight)),
  })),
];

const carry = (
  reservation_id: string,
  total_baggages: number,
  nonfree_baggages: number,
  payment_id = "credit_card_1",
): Case["call"] => [
  "update_reservation_baggages",
  { reservation_id, total_baggages, nonfree_baggages, payment_id },
];
const seat = (reservation_id: string, passengers: readonly object[]): Case["call"] => [
  "update_reservation_passengers",
  { reservation_id, passengers },
];
const cancel = (reservation_id: string): Case["call"] => ["cancel_reservation", { reservation_id }];
const certificate = (user_id: string, amount: number): Case["call"] => [
  "send_certificate",
  { user_id, amount },
];

export const cases: readonly Case[] = [
  {
    says: "looks for flights",
    call: ["search_direct_flight", { origin: "LYS", destination: "JFK", date: days.out }],
  },
  {
    breaks: "A-M7",
    says: "insures later",
    call: ["update_reservation_insurance", { reservation_id: "ECONOMY" }],
  },
  ...bookings,
  ...flying,

  { says: "another bag, paid", call: carry("ECONOMY", 3, 1) },
  { says: "more free bags in business class", call: carry("BUSINESS", 8, 0) },
  { breaks: "A-M3", says: "a bag less", call: carry("ECONOMY", 1, 0) },
  { breaks: "A-B5", says: "another bag, not paid", call: carry("ECONOMY", 3, 0) },
  { breaks: "A-B5", says: "a free bag is paid", call: carry("ECONOMY", 2, 1) },
  { breaks: "A-B7", says: "more paid bags than bags", call: carry("BASIC", 2, 3) },
  { breaks: "A-B7", says: "fewer paid bags than none", call: carry("ECONOMY", 2, -1) },
  { breaks: "A-B3", says: "by an unknown card", call: carry("ECONOMY", 3, 1, "credit_card_9") },

  { says: "another passenger", call: seat("ECONOMY", [ada, passenger("Mary")]) },
  { breaks: "A-M4", says: "a passenger less", call: seat("ECONOMY", [ada]) },
  { breaks: "A-M4", says: "a passenger more", call: seat("ECONOMY", [ada, byron, ada]) },
  { breaks: "A-M4", says: "no passengers", call: seat("ECONOMY", []) },
  { breaks: "A-B1", says: "six passengers", call: seat("ECONOMY", six) },
  {
    breaks: "A-B4",
    says: "without a name",
    call: seat("ECONOMY", [ada, { ...byron, last_name: "" }]),
  },

  { says: "in business class", call: cancel("BUSINESS") },
  { says: "insured", call: cancel("INSURED") },
  { says: "within 24 hours", call: cancel("RECENT") },
  { says: "called off by the airline", call: cancel("CALLED-OFF") },
  { breaks: "A-M0", says: "what there is not", call: cancel("NONE") },
  { breaks: "A-C1", says: "in economy", call: cancel("ECONOMY") },
  { breaks: "A-C1", says: "after 25 hours", call: cancel("YESTERDAY") },
  { breaks: "A-C2", says: "flown, in business class", call: cancel("FLOWN") },
  { breaks: "A-C2", says: "in the air, insured", call: cancel("FLYING") },

  { says: "for two insured passengers", call: certificate("insured", 100) },
  { says: "for two passengers, a flight of whom was cancelled", call: certificate("insured", 200) },
  { says: "for a silver member", call: certificate("silver", 50) },
  { says: "in business class", call: certificate("gold", 200) },
  { breaks: "A-S1", says: "for nobody special", call: certificate("regular", 100) },
  { breaks: "A-S1", says: "for nobody", call: certificate("nobody", 100) },
  { breaks: "A-S2", says: "for more passengers than there are", call: certificate("silver", 150) },
  { breaks: "A-S3", says: "an odd amount", call: certificate("insured", 120) },
  { breaks: "A-S3", says: "too much", call: certificate("insured", 550) },
  { breaks: "A-S3", says: "less than nothing", call: certificate("insured", -100) },

  { signedIn: "gold", says: "their own", call: cancel("BUSINESS") },
  { signedIn: "silver", breaks: "A-G5", says: "somebody else's", call: cancel("BUSINESS") },
  {
    signedIn: "silver",
    breaks: "A-G5",
    says: "reads somebody else's",
    call: ["get_reservation_details", { reservation_id: "BUSINESS" }],
  },
  {
    signedIn: "silver",
    breaks: "A-G5",
    says: "somebody else's flights",
    call: fly("ECONOMY", direct, "business"),
  },
  {
    signedIn: "silver",
    breaks: "A-G5",
    says: "somebody else's bags",
    call: carry("ECONOMY", 3, 1),
  },
  {
    signedIn: "silver",
    breaks: "A-G5",
    says: "somebody else's seats",
    call: seat("ECONOMY", [ada, byron]),
  },
  { signedIn: "silver", breaks: "A-G5", says: "books for somebody else", call: book({}) },
  {
    signedIn: "silver",
    breaks: "A-G5",
    says: "somebody else's profile",
    call: ["get_user_details", { user_id: "gold" }],
  },
  {
    signedIn: "silver",
    breaks: "A-G5",
    says: "a certificate for somebody else",
    call: certificate("gold", 200),
  },
];
