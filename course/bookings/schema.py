"""The schema of the public "Hotel booking demand" data: its 32 columns, in order, and what they may hold.

The data are by N. Antonio, A. de Almeida and L. Nunes, "Hotel booking demand datasets", Data in Brief 22, 2019.
"""

# What a column holds: text, whole numbers, or numbers among which some may be missing or have decimals.
KINDS: dict[str, str] = {
    "hotel": "text",
    "is_canceled": "whole",
    "lead_time": "whole",
    "arrival_date_year": "whole",
    "arrival_date_month": "text",
    "arrival_date_week_number": "whole",
    "arrival_date_day_of_month": "whole",
    "stays_in_weekend_nights": "whole",
    "stays_in_week_nights": "whole",
    "adults": "whole",
    "children": "number",
    "babies": "whole",
    "meal": "text",
    "country": "text",
    "market_segment": "text",
    "distribution_channel": "text",
    "is_repeated_guest": "whole",
    "previous_cancellations": "whole",
    "previous_bookings_not_canceled": "whole",
    "reserved_room_type": "text",
    "assigned_room_type": "text",
    "booking_changes": "whole",
    "deposit_type": "text",
    "agent": "number",
    "company": "number",
    "days_in_waiting_list": "whole",
    "customer_type": "text",
    "adr": "number",
    "required_car_parking_spaces": "whole",
    "total_of_special_requests": "whole",
    "reservation_status": "text",
    "reservation_status_date": "text",
}
COLUMNS = tuple(KINDS)
# The only columns in which a value may be missing.
MAY_MISS = ("children", "country", "agent", "company")
# What these say is known only once the guest has come, or has not.
AFTER_STAY = ("assigned_room_type", "reservation_status", "reservation_status_date")
