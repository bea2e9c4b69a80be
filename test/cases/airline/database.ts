// A small airline: what its look-ups look up, for the cases that are written here.

import type { Cabin, Flight, FlightOnDay, Reservation, User } from "./facts.js";

/** Days that are all to come, and one that is past. */
export const days = { out: "2031-05-20", back: "2031-05-27", past: "2021-05-20" } as const;

const hour = 3_600_000;
const ago = (hours: number): string =>
  new Date(Date.now() - hours * hour).toISOString().slice(0, 19);

export const passenger = (first_name: string) => ({
  first_name,
  last_name: "Lovelace",
  dob: "1990-12-10",
});

const payment_methods = {
  credit_card_1: { source: "credit_card" },
  credit_card_2: { source: "credit_card" },
  gift_card_1: { source: "gift_card", amount: 100 },
  gift_card_2: { source: "gift_card", amount: 100 },
  gift_card_3: { source: "gift_card", amount: 100 },
  gift_card_4: { source: "gift_card", amount: 100 },
  certificate_1: { source: "certificate", amount: 100 },
  certificate_2: { source: "certificate", amount: 100 },
};

const member = (user_id: string, membership: User["membership"]): User => ({
  user_id,
  membership,
  payment_methods,
});

export const users: ReadonlyMap<string, User> = new Map(
  [
    member("regular", "regular"),
    member("insured", "regular"),
    member("silver", "silver"),
    member("gold", "gold"),
  ].map((user) => [user.user_id, user]),
);

const fares: Record<Cabin, number> = { basic_economy: 50, economy: 100, business: 300 };
const seats: Record<Cabin, number> = { basic_economy: 9, economy: 9, business: 2 };

const open = (origin: string, destination: string): Flight => ({
  origin,
  destination,
  status: "available",
  prices: fares,
  available_seats: seats,
});
const full = (origin: string, destination: string): Flight => ({
  ...open(origin, destination),
  available_seats: { ...seats, economy: 0 },
});
const closed = (origin: string, destination: string, status: string): Flight => ({
  origin,
  destination,
  status,
});

export const flights: ReadonlyMap<string, Flight> = new Map([
  [`LYS-CDG@${days.out}`, open("LYS", "CDG")],
  [`CDG-JFK@${days.out}`, open("CDG", "JFK")],
  [`LYS-JFK@${days.out}`, open("LYS", "JFK")],
  [`JFK-LYS@${days.back}`, open("JFK", "LYS")],
  [`CDG-LYS@${days.back}`, open("CDG", "LYS")],
  [`FULL@${days.out}`, full("LYS", "JFK")],
  [`FULL@${days.back}`, full("JFK", "LYS")],
  [`ON-TIME@${days.out}`, closed("LYS", "JFK", "on time")],
  [`LATE@${days.out}`, closed("LYS", "JFK", "delayed")],
  [`CANCELLED@${days.out}`, closed("LYS", "JFK", "cancelled")],
  [`FLYING@${days.out}`, closed("LYS", "JFK", "flying")],
  [`LANDED@${days.past}`, closed("LYS", "JFK", "landed")],
]);

export const on = (date: string, ...numbers: readonly string[]): FlightOnDay[] =>
  numbers.map((flight_number) => ({ flight_number, date }));

function reservationOf(reservation_id: string, more: Partial<Reservation>): Reservation {
  return {
    reservation_id,
    user_id: "regular",
    origin: "LYS",
    destination: "JFK",
    flight_type: "one_way",
    cabin: "economy",
    flights: on(days.out, "LYS-JFK"),
    passengers: [passenger("Ada"), passenger("Byron")],
    created_at: ago(100),
    total_baggages: 2,
    nonfree_baggages: 0,
    insurance: "no",
    ...more,
  };
}

export const reservations: ReadonlyMap<string, Reservation> = new Map(
  [
    reservationOf("ECONOMY", {}),
    reservationOf("BASIC", { cabin: "basic_economy" }),
    reservationOf("BUSINESS", { cabin: "business", user_id: "gold" }),
    reservationOf("INSURED", { insurance: "yes", user_id: "insured" }),
    reservationOf("RECENT", { created_at: ago(23) }),
    reservationOf("YESTERDAY", { created_at: ago(25) }),
    reservationOf("CALLED-OFF", { flights: on(days.out, "CANCELLED") }),
    reservationOf("FLOWN", {
      cabin: "business",
      user_id: "gold",
      flights: on(days.past, "LANDED"),
    }),
    reservationOf("FLYING", {
      insurance: "yes",
      user_id: "insured",
      flights: on(days.out, "FLYING"),
    }),
    reservationOf("RETURN", {
      flight_type: "round_trip",
      flights: [...on(days.out, "LYS-JFK"), ...on(days.back, "JFK-LYS")],
    }),
    reservationOf("SILVER", { user_id: "silver", passengers: [passenger("Ada")] }),
  ].map((reservation) => [reservation.reservation_id, reservation]),
);
