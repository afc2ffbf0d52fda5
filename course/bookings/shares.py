"""How often each value occurs in the made-up bookings, given what they depend on.

The shares follow the published description of the real data where there is one, and are plausible guesses where
there is none; every table's rows are normalized when they are used.
"""

SEGMENTS = ("Online TA", "Offline TA/TO", "Groups", "Direct", "Corporate", "Complementary", "Aviation", "Undefined")
CITY_SHARE = 0.6645

# One number for each of SEGMENTS.
SEGMENT_SHARES = {
    "City Hotel": (0.488, 0.210, 0.177, 0.077, 0.038, 0.007, 0.003, 0.00002),
    "Resort Hotel": (0.443, 0.186, 0.146, 0.162, 0.058, 0.005, 0.0, 0.00002),
}

# Transient, Transient-Party, Contract, Group.
CUSTOMERS = ("Transient", "Transient-Party", "Contract", "Group")
CUSTOMER_SHARES = {
    "Online TA": (0.935, 0.040, 0.020, 0.005),
    "Offline TA/TO": (0.545, 0.345, 0.107, 0.003),
    "Groups": (0.480, 0.500, 0.015, 0.005),
    "Direct": (0.870, 0.115, 0.003, 0.012),
    "Corporate": (0.600, 0.385, 0.005, 0.010),
    "Complementary": (0.850, 0.130, 0.010, 0.010),
    "Aviation": (0.980, 0.020, 0.0, 0.0),
    "Undefined": (1.0, 0.0, 0.0, 0.0),
}

CHANNELS = ("TA/TO", "Direct", "Corporate", "GDS", "Undefined")
CHANNEL_SHARES = {
    "Online TA": (0.985, 0.010, 0.001, 0.004, 0.0),
    "Offline TA/TO": (0.990, 0.004, 0.005, 0.001, 0.0),
    "Groups": (0.860, 0.080, 0.060, 0.0, 0.0),
    "Direct": (0.010, 0.985, 0.005, 0.0, 0.0),
    "Corporate": (0.040, 0.010, 0.940, 0.010, 0.0),
    "Complementary": (0.120, 0.780, 0.100, 0.0, 0.0),
    "Aviation": (0.020, 0.0, 0.980, 0.0, 0.0),
    "Undefined": (0.0, 0.0, 0.0, 0.0, 1.0),
}

# Non-refundable deposits are asked of transient guests in groups, and of those who come through a tour operator.
DEPOSITS = ("No Deposit", "Non Refund", "Refundable")
DEPOSIT_SHARES = {
    "Groups, transient": (0.074, 0.924, 0.002),
    "Groups, others": (0.935, 0.060, 0.005),
    "Offline TA/TO, transient": (0.659, 0.340, 0.001),
    "Offline TA/TO, others": (0.967, 0.030, 0.003),
    "Corporate, transient": (0.969, 0.030, 0.001),
    "rest": (0.9962, 0.003, 0.0008),
}

# Mean and shape of the gamma distribution of days between booking and arrival.
LEAD_TIMES = {
    "Online TA": (85.0, 0.85),
    "Offline TA/TO": (125.0, 1.15),
    "Groups": (152.0, 1.7),
    "Direct": (52.0, 0.50),
    "Corporate": (24.0, 0.55),
    "Complementary": (14.0, 0.5),
    "Aviation": (5.0, 0.8),
    "Undefined": (10.0, 1.0),
    "Non Refund": (215.0, 3.4),
}

# No request, one, two, and so on.
REQUEST_SHARES = {
    "Online TA": (0.395, 0.385, 0.177, 0.038, 0.0045, 0.0005),
    "Offline TA/TO": (0.680, 0.240, 0.070, 0.010, 0.0, 0.0),
    "Groups": (0.850, 0.125, 0.020, 0.005, 0.0, 0.0),
    "Direct": (0.550, 0.290, 0.125, 0.030, 0.004, 0.001),
    "Corporate": (0.780, 0.180, 0.035, 0.005, 0.0, 0.0),
    "Complementary": (0.500, 0.320, 0.140, 0.040, 0.0, 0.0),
    "Aviation": (0.900, 0.090, 0.010, 0.0, 0.0, 0.0),
    "Undefined": (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "Non Refund": (0.995, 0.005, 0.0, 0.0, 0.0, 0.0),
}

# Guests from Portugal, by segment; the others come from the countries below.
HOME = "PRT"
HOME_SHARES = {
    "Online TA": 0.245,
    "Offline TA/TO": 0.300,
    "Groups": 0.450,
    "Direct": 0.500,
    "Corporate": 0.750,
    "Complementary": 0.700,
    "Aviation": 0.650,
    "Undefined": 1.0,
}
NON_REFUND_HOME_SHARE = 0.985
# Bookings from abroad, in thousands where there are many; the rest share what is left in falling numbers.
# fmt: off
ABROAD = {
    "GBR": 12.1, "FRA": 10.4, "ESP": 8.6, "DEU": 7.3, "ITA": 3.8, "IRL": 3.4, "BEL": 2.3, "BRA": 2.2, "NLD": 2.1,
    "USA": 2.1, "CHE": 1.7, "CN": 1.3, "AUT": 1.3, "SWE": 1.0, "CHN": 1.0, "POL": 0.9, "ISR": 0.7, "RUS": 0.6,
    "NOR": 0.6, "ROU": 0.5, "FIN": 0.45, "DNK": 0.44, "AUS": 0.43, "AGO": 0.36, "LUX": 0.29, "MAR": 0.26, "TUR": 0.25,
    "HUN": 0.23, "ARG": 0.21, "JPN": 0.2, "CZE": 0.17, "IND": 0.15,
}
# fmt: on
RARE = (
    "KOR GRC DZA SRB HRV MEX IRN EST LTU ZAF BGR NZL COL UKR MOZ CHL SVK THA SVN ISL LVA ARE CYP TWN SAU PHL TUN SGP "
    "IDN EGY PER VEN URY NGA LBN MYS PAK CRI KWT QAT VNM ECU MLT JOR GIB PAN KAZ CUB OMN KEN MUS GEO BLR JAM DOM HKG"
)

REPEATED_SHARES = {"Corporate": 0.30, "Complementary": 0.36, "Direct": 0.065, "Groups": 0.035, "Aviation": 0.25}
OTHER_REPEATED_SHARE = 0.0095

ROOMS = tuple("ADEFGBCHPL")
ROOM_SHARES = {
    "City Hotel": (0.785, 0.148, 0.020, 0.023, 0.006, 0.014, 0.0002, 0.0, 0.0002, 0.0),
    "Resort Hotel": (0.585, 0.186, 0.125, 0.027, 0.040, 0.0001, 0.023, 0.015, 0.0001, 0.0002),
}
# What a room costs, against room A.
ROOM_PRICES = dict(zip(ROOMS, (1.0, 1.22, 1.25, 1.65, 1.75, 0.95, 1.6, 1.85, 0.0, 1.2), strict=True))

MEALS = ("BB", "HB", "SC", "Undefined", "FB")
MEAL_SHARES = {
    "City Hotel": (0.785, 0.080, 0.134, 0.0005, 0.0005),
    "Resort Hotel": (0.750, 0.200, 0.002, 0.029, 0.019),
}

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH_SHARES = (5.0, 6.8, 8.2, 9.3, 9.9, 9.2, 8.0, 8.8, 8.8, 9.3, 5.7, 5.7)
YEAR_SHARES = {2015: 0.93, 2016: 1.0, 2017: 1.12}
# What a night costs in each month, in euros: the city hardly changes, the resort lives from its summer.
MONTH_PRICES = {
    "City Hotel": (76, 81, 87, 103, 111, 109, 103, 105, 103, 96, 83, 82),
    "Resort Hotel": (40, 44, 47, 60, 64, 92, 130, 160, 79, 52, 41, 50),
}

# The agents through whom a segment books, busiest first (each half as busy as the one before), and the share of
# bookings without one.
AGENTS = {
    "City Hotel": {"Online TA": (9, 7, 8, 83), "Offline TA/TO": (1, 28, 3, 6, 37, 21), "Groups": (1, 37, 19, 6, 29)},
    "Resort Hotel": {"Online TA": (240, 241, 96), "Offline TA/TO": (40, 314, 242, 156), "Groups": (273, 315, 208)},
}
OTHER_AGENTS = {"City Hotel": (14, 26, 27), "Resort Hotel": (250, 5, 143)}
NO_AGENT_SHARES = {"Online TA": 0.01, "Offline TA/TO": 0.05, "Groups": 0.18, "Direct": 0.42, "Corporate": 0.78}
OTHER_NO_AGENT_SHARE = 0.85
COMPANY_SHARES = {"Corporate": 0.62, "Groups": 0.07, "Direct": 0.08, "Aviation": 0.9, "Complementary": 0.2}
COMPANIES = (40, 223, 67, 45, 153, 174, 219, 281, 154, 405, 94, 47, 135, 110, 348, 38, 51, 331)
