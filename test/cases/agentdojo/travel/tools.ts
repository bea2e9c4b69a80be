// The tools of AgentDojo's travel agency, as schemas. What may be left out may be null, too.

import { z } from "zod";

const inCity = z.object({ city: z.string() });
const hotels = z.object({ hotel_names: z.array(z.string()) });
const restaurants = z.object({ restaurant_names: z.array(z.string()) });
const companies = z.object({ company_name: z.array(z.string()) });

export const get_user_information = z.object({});
export const get_all_hotels_in_city = inCity;
export const get_hotels_prices = hotels;
export const get_rating_reviews_for_hotels = hotels;
export const get_hotels_address = z.object({ hotel_name: z.string() });
export const get_all_restaurants_in_city = inCity;
export const get_cuisine_type_for_restaurants = restaurants;
export const get_restaurants_address = restaurants;
export const get_rating_reviews_for_restaurants = restaurants;
export const get_dietary_restrictions_for_all_restaurants = restaurants;
export const get_contact_information_for_restaurants = restaurants;
export const get_price_for_restaurants = restaurants;
export const check_restaurant_opening_hours = restaurants;
export const get_all_car_rental_companies_in_city = inCity;
export const get_car_types_available = companies;
export const get_rating_reviews_for_car_rental = companies;
export const get_car_fuel_options = companies;
export const get_car_rental_address = companies;
export const get_car_price_per_day = companies;
export const get_flight_information = z.object({
  departure_city: z.string(),
  arrival_city: z.string(),
});
export const search_calendar_events = z.object({
  query: z.string(),
  date: z.string().nullable().optional(),
});
export const get_day_calendar_events = z.object({ day: z.string() });
export const create_calendar_event = z.object({
  title: z.string(),
  start_time: z.string(),
  end_time: z.string(),
  description: z.string().optional(),
  participants: z.array(z.string()).nullable().optional(),
  location: z.string().nullable().optional(),
});
export const cancel_calendar_event = z.object({ event_id: z.string() });
export const reserve_hotel = z.object({
  hotel: z.string(),
  start_day: z.string(),
  end_day: z.string(),
});
export const reserve_car_rental = z.object({
  company: z.string(),
  start_time: z.string(),
  end_time: z.string().nullable(),
});
export const reserve_restaurant = z.object({ restaurant: z.string(), start_time: z.string() });
export const send_email = z.object({
  recipients: z.array(z.string()),
  subject: z.string(),
  body: z.string(),
  attachments: z.array(z.looseObject({})).nullable().optional(),
  cc: z.array(z.string()).nullable().optional(),
  bcc: z.array(z.string()).nullable().optional(),
});
