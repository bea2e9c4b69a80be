// What the airline knows of a call: the reservation, whose it is, what else they booked, and the flights.

import { flights as allFlights, reservations, users } from "./database.js";

export type Cabin = "basic_economy" | "economy" | "business";

export interface User {
  user_id: string;
  membership: "regular" | "silver" | "gold";
  /** By id. Gift cards and certificates have an amount. */
  payment_methods: Record<string, { source: string; amount?: number }>;
}

export interface Reservation {
  reservation_id: string;
  user_id: string;
  origin: string;
  destination: string;
  flight_type: "one_way" | "round_trip";
  cabin: Cabin;
  flights: FlightOnDay[];
  passengers: { first_name: string; last_name: string; dob: string }[];
  /** Date and time without a zone: the airline's own, as everywhere in its data. */
  created_at: string;
  total_baggages: number;
  nonfree_baggages: number;
  insurance: "yes" | "no";
}

export interface FlightOnDay {
  flight_number: string;
  date: string;
}

export interface Flight {
  origin: string;
  destination: string;
  /** `available`, `delayed`, `on time`, `flying`, `landed`, `cancelled`. */
  status: string;
  /** By cabin, of a flight that can be booked. */
  available_seats?: Record<string, number>;
  prices?: Record<string, number>;
}

/** Who is signed in, where the application knows it. */
export interface CallerFacts {
  session: { user_id: string };
}

export async function reservation(args: { reservation_id: string }): Promise<Reservation> {
  return found(reservations, args.reservation_id);
}

/** Who books, or whose reservation it is. */
export async function user(args: { user_id?: string; reservation_id?: string }): Promise<User> {
  const { user_id, reservation_id = "" } = args;
  return found(users, user_id ?? found(reservations, reservation_id).user_id);
}

/** What somebody has booked. */
export async function user_reservations(args: {
  user_id: string;
}): Promise<{ cabin: Cabin; insurance: "yes" | "no"; n_passengers: number }[]> {
  return [...reservations.values()]
    .filter(({ user_id }) => user_id === args.user_id)
    .map(({ cabin, insurance, passengers }) => ({
      cabin,
      insurance,
      n_passengers: passengers.length,
    }));
}

/** Those that the call names, and those of the reservation, by `HAT001@2024-05-01`. */
export async function flights(args: {
  reservation_id?: string;
  flights?: FlightOnDay[];
}): Promise<Record<string, Flight>> {
  const { reservation_id, flights: named = [] } = args;
  const booked = reservation_id === undefined ? [] : found(reservations, reservation_id).flights;
  const keys = [...named, ...booked].map(({ flight_number, date }) => `${flight_number}@${date}`);
  return Object.fromEntries(keys.map((key) => [key, found(allFlights, key)]));
}

function found<Row>(table: ReadonlyMap<string, Row>, id: string): Row {
  const row = table.get(id);
  if (row === undefined) throw new Error(`there is no ${id}`);
  return row;
}
