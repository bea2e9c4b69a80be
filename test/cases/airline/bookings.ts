// Calls of `book_reservation`, each with the rule that it breaks, or none.

import type { Case } from "../case.js";
import { days, on, passenger } from "./database.js";

const ada = passenger("Ada");
const byron = passenger("Byron");
const six = Array(6).fill(ada);
const by = (payment_id: string, amount: number) => ({ payment_id, amount });

/** One passenger, one way, in economy, with one free bag, for 100. */
export const book = (more: object): Case["call"] => [
  "book_reservation",
  {
    user_id: "regular",
    origin: "LYS",
    destination: "JFK",
    flight_type: "one_way",
    cabin: "economy",
    flights: on(days.out, "LYS-JFK"),
    passengers: [ada],
    payment_methods: [by("credit_card_1", 100)],
    total_baggages: 1,
    nonfree_baggages: 0,
    insurance: "no",
    ...more,
  },
];

const paidBy = (...ids: readonly string[]): Case["call"] =>
  book({ payment_methods: ids.map((id) => by(id, 100 / ids.length)) });

/** Bags of one passenger, and what they cost beside the fare. */
const bags = (
  user_id: string,
  cabin: "basic_economy" | "economy" | "business",
  total_baggages: number,
  nonfree_baggages: number,
): Case["call"] => {
  const fare = { basic_economy: 50, economy: 100, business: 300 }[cabin];
  const payment_methods = [by("credit_card_1", fare + 50 * nonfree_baggages)];
  return book({ user_id, cabin, total_baggages, nonfree_baggages, payment_methods });
};

export const bookings: readonly Case[] = [
  { says: "books", call: book({}) },
  {
    says: "for two, with insurance and a paid bag",
    call: book({
      passengers: [ada, byron],
      total_baggages: 3,
      nonfree_baggages: 1,
      insurance: "yes",
      payment_methods: [by("certificate_1", 100), by("credit_card_1", 210)],
    }),
  },
  {
    says: "a round trip",
    call: book({
      flight_type: "round_trip",
      flights: [...on(days.out, "LYS-CDG", "CDG-JFK"), ...on(days.back, "JFK-LYS")],
      payment_methods: [by("gift_card_1", 300)],
    }),
  },
  { breaks: "A-B0", says: "for nobody", call: book({ user_id: "nobody" }) },
  { breaks: "A-B1", says: "six passengers", call: book({ passengers: six }) },
  { breaks: "A-B1", says: "no passengers", call: book({ passengers: [] }) },
  {
    says: "all that may pay together",
    call: paidBy("certificate_1", "credit_card_1", "gift_card_1", "gift_card_2", "gift_card_3"),
  },
  { breaks: "A-B2", says: "two certificates", call: paidBy("certificate_1", "certificate_2") },
  { breaks: "A-B2", says: "two credit cards", call: paidBy("credit_card_1", "credit_card_2") },
  {
    breaks: "A-B2",
    says: "four gift cards",
    call: paidBy("gift_card_1", "gift_card_2", "gift_card_3", "gift_card_4"),
  },
  { breaks: "A-B3", says: "an unknown card", call: paidBy("credit_card_9") },
  { breaks: "A-B3", says: "a name of JavaScript's", call: paidBy("toString") },
  {
    breaks: "A-B4",
    says: "no date of birth",
    call: book({ passengers: [{ first_name: "Ada", last_name: "L" }] }),
  },
  {
    breaks: "A-B4",
    says: "an empty name",
    call: book({ passengers: [{ ...ada, first_name: "" }] }),
  },
  {
    breaks: "A-B4",
    says: "a date of birth that is none",
    call: book({ passengers: [{ ...ada, dob: "unknown" }] }),
  },
  { breaks: "A-B6", says: "no flights", call: book({ flights: [] }) },
  ...["LATE", "ON-TIME", "FLYING", "CANCELLED", "FULL"].map((flight) => ({
    breaks: "A-B6",
    says: `a flight that cannot be booked: ${flight}`,
    call: book({ flights: on(days.out, flight) }),
  })),
  {
    breaks: "A-B6",
    says: "a way back without seats",
    call: book({
      flight_type: "round_trip",
      flights: [...on(days.out, "LYS-JFK"), ...on(days.back, "FULL")],
      payment_methods: [by("credit_card_1", 200)],
    }),
  },
  {
    breaks: "A-B6",
    says: "a flight that there is not",
    call: book({ flights: on(days.back, "LYS-JFK") }),
  },
  {
    breaks: "A-B6",
    says: "three in business class, which has two seats",
    call: book({
      cabin: "business",
      passengers: [ada, ada, ada],
      payment_methods: [by("credit_card_1", 900)],
    }),
  },
  {
    breaks: "A-B7",
    says: "fewer bags than none",
    call: book({ total_baggages: 0, nonfree_baggages: -1 }),
  },
  {
    breaks: "A-B7",
    says: "more paid bags than bags",
    call: book({ total_baggages: 1, nonfree_baggages: 2 }),
  },
  { breaks: "A-B8", says: "another cabin", call: book({ cabin: "first" }) },
  {
    breaks: "A-B11",
    says: "too little",
    call: book({ payment_methods: [by("credit_card_1", 99)] }),
  },
  {
    breaks: "A-B11",
    says: "less than nothing by a card",
    call: book({ payment_methods: [by("gift_card_1", 200), by("credit_card_1", -100)] }),
  },
  {
    breaks: "A-B11",
    says: "too much",
    call: book({ payment_methods: [by("credit_card_1", 101)] }),
  },
  { breaks: "A-B11", says: "the insurance not paid", call: book({ insurance: "yes" }) },

  { says: "no free bag in basic economy", call: bags("regular", "basic_economy", 1, 1) },
  {
    breaks: "A-B5",
    says: "one free bag in basic economy",
    call: bags("regular", "basic_economy", 1, 0),
  },
  { says: "two free bags in business class", call: bags("regular", "business", 2, 0) },
  {
    breaks: "A-B5",
    says: "three free bags in business class",
    call: bags("regular", "business", 3, 0),
  },
  { says: "one for silver members in basic economy", call: bags("silver", "basic_economy", 1, 0) },
  { says: "two for silver members in economy", call: bags("silver", "economy", 2, 0) },
  {
    breaks: "A-B5",
    says: "three for silver members in economy",
    call: bags("silver", "economy", 3, 0),
  },
  { says: "three for silver members in business class", call: bags("silver", "business", 3, 0) },
  {
    breaks: "A-B5",
    says: "four for silver members in business class",
    call: bags("silver", "business", 4, 0),
  },
  { says: "two for gold members in basic economy", call: bags("gold", "basic_economy", 2, 0) },
  { says: "three for gold members in economy, and one paid", call: bags("gold", "economy", 4, 1) },
  { breaks: "A-B5", says: "a free bag is paid", call: bags("gold", "economy", 3, 1) },
  { says: "four for gold members in business class", call: bags("gold", "business", 4, 0) },
  { says: "three for gold members in business class", call: bags("gold", "business", 4, 1) },
  {
    breaks: "A-B5",
    says: "five for gold members in business class",
    call: bags("gold", "business", 5, 0),
  },
  {
    breaks: "A-B5",
    says: "two for gold members in business class",
    call: bags("gold", "business", 4, 2),
  },
];
