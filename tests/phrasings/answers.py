"""How answers begin on that day, each of them read before it was taken over."""

NOT_YET = (
    "No. 2026.11 (Course player refresh) is live on Standard since Mon 30 Nov 2026, 10:00"
    " (Europe/Berlin), confirmed by @Ana; it comes to Controlled in 11 days, Mon 14 "
    "December."
)
IT_IS = (
    "Yes. 2026.11 (Course player refresh) is live on Standard since Mon 30 Nov 2026, "
    "10:00 (Europe/Berlin), confirmed by @Ana; it comes to Controlled in 11 days, Mon 14 "
    "December."
)
NOT_EVERYWHERE = (
    "Yes, but not everywhere. 2026.11 (Course player refresh) is live on Standard since "
    "Mon 30 Nov 2026, 10:00 (Europe/Berlin), confirmed by @Ana; it comes to Controlled in"
    " 11 days, Mon 14 December."
)
EVERYWHERE = (
    "Yes. 2026.10 (Faster reports) is live on Standard since Mon 12 October; it is live "
    "on Controlled since Tue 27 October."
)
WHERE_IT_IS = (
    "2026.11 (Course player refresh) is live on Standard since Mon 30 Nov 2026, 10:00 "
    "(Europe/Berlin), confirmed by @Ana; it comes to Controlled in 11 days, Mon 14 "
    "December."
)
IN_11_DAYS = "2026.11 (Course player refresh) comes to Controlled in 11 days, Mon 14 December."
IN_JANUARY = (
    "2026.12 (Quiz editor) comes to Standard in 39 days, Mon 11 January 2027; it comes to"
    " Controlled in 53 days, Mon 25 January 2027."
)
ON_STANDARD_IN_JANUARY = "2026.12 (Quiz editor) comes to Standard in 39 days, Mon 11 January 2027."
NEXT_ON_STANDARD = "Next: 2026.12 (Quiz editor) on Standard, in 39 days, Mon 11 January 2027."
NEXT = "Next: 2026.11 (Course player refresh) on Controlled, in 11 days, Mon 14 December."
NOTHING_THIS_WEEK = "No. Nothing is planned from Mon 30 November to Sun 6 December."
YES_NEXT = "Yes. Next: 2026.11 (Course player refresh) on Controlled, in 11 days, Mon 14 December."
NOTHING_ON_MONDAY = "No, nothing is planned on Mon 7 December, so there is nothing to be ready for."
WE_ARE_NOT_READY = (
    "No. 2026.11 (Course player refresh) comes to Controlled in 11 days, Mon 14 December."
    " A problem is open (case 1). Not validated yet by Acme LMS. Acme LMS has 1 check "
    "open."
)
NOT_READY = (
    "No. 2026.11 (Course player refresh) comes to Controlled in 11 days, Mon 14 December."
    " A problem is open (case 1). Not validated yet by Acme LMS."
)
NOT_FINISHED = (
    "Not finished with 2026.11 (Course player refresh) on Standard: Acme LMS (1 check "
    "open); Northwind (1 check open, 1 problem (case 1))."
)
NO_NOT_FINISHED = (
    "No. Not finished with 2026.11 (Course player refresh) on Standard: Acme LMS (1 check"
    " open); Northwind (1 check open, 1 problem (case 1))."
)
NOT_ACME = "No. Not finished with 2026.11 (Course player refresh) on Standard: Acme LMS (1 check open)."
NOT_NORTHWIND = (
    "No. Not finished with 2026.11 (Course player refresh) on Standard: Northwind (1 "
    "check open, 1 problem (case 1))."
)
ACME_HAS_LEFT = "Not finished with 2026.11 (Course player refresh) on Standard: Acme LMS (1 check open)."
ON_CONTROLLED = "Controlled Release server: 2026.10 (Faster reports) is live, since Tue 27 October."
ALL_SERVERS = (
    "Standard Release server: 2026.11 (Course player refresh) is live, since Mon 30 Nov "
    "2026, 10:00 (Europe/Berlin), confirmed by @Ana."
)
GLOBEX = (
    "Globex: production on Controlled. Channel #globex, owners @Ben. On their way: "
    "2026.11 (Course player refresh) and 2026.12 (Quiz editor)."
)
RELEASE = "Release 2026.11 (Course player refresh). It affects integrations. Owner: @Ana."
NEXT_RELEASE = "Release 2026.12 (Quiz editor). It affects integrations. Owner: nobody."
ACME = (
    "Acme LMS: test on Standard and production on Controlled. Channel #acme, owners @Ana."
    " On their way: 2026.11 (Course player refresh) and 2026.12 (Quiz editor)."
)
MINE = "Your integrations: • Acme LMS in #acme: test on Standard and production on Controlled"
NORTHWIND = (
    "Northwind: production on Standard. Channel #northwind, owners nobody. On their way: "
    "2026.12 (Quiz editor)."
)
OUT_IN_JANUARY = (
    "No. 2026.12 (Quiz editor) comes to Standard in 39 days, Mon 11 January 2027; it "
    "comes to Controlled in 53 days, Mon 25 January 2027."
)
ON_STANDARD_SINCE = (
    "2026.11 (Course player refresh) is live on Standard since Mon 30 Nov 2026, 10:00 "
    "(Europe/Berlin), confirmed by @Ana."
)
READY_IN_JANUARY = (
    "Yes. 2026.12 (Quiz editor) comes to Standard in 39 days, Mon 11 January 2027. It is "
    "the first server, so nothing has to be tested before."
)
NOT_TO_TEST_YET = (
    "No. 2026.12 (Quiz editor) cannot be tested yet: Standard gets it in 39 days, Mon 11 January 2027."
)
NOTHING_OF_GLOBEX = (
    "No. Nobody in question has anything on Standard, so there is nothing of 2026.11 "
    "(Course player refresh) to test there."
)
AMBIGUOUS = "That can mean more than one thing. Which of these do you ask?"
NOT_UNDERSTOOD = "I did not understand that. The nearest that I can answer:"
TO_DO = (
    "To be tested now: • Acme LMS: 2026.11 (Course player refresh) on Standard: 1 of 3 "
    "checks. Open: visual changes and Offline mode."
)
NOTHING_TO_DO = (
    "Nothing is to be tested now for Globex. Next: 2026.11 (Course player refresh) on "
    "Controlled: planned for Mon 14 December, in 11 days."
)
AFFECTS = "2026.11 (Course player refresh) affects 3 integrations: • Acme LMS in #acme"
AFFECTS_US = "Yes. 2026.11 (Course player refresh) affects 1 integration: • Acme LMS in #acme"
WINDOW = (
    "The window of 2026.11 (Course player refresh) before Controlled is 14 days long: "
    "from Mon 30 November to Mon 14 December, in 11 days."
)
NO_URGENT = "No. No urgent problem is open that anybody has reported."


def not_known(words: str) -> str:
    """Return how it begins where these words mean nothing."""
    return f"I did not understand that. I do not know {words}. The nearest that I can answer:"


CASE = "Case 1: open. > The player stays grey Release: 2026.11 (Course player refresh)."
BLOCKED = (
    "2026.11 (Course player refresh) comes to Controlled in 11 days, Mon 14 December. A problem is open "
    "(case 1). Not validated yet by Acme LMS."
)
NOT_BLOCKED = "No. 2026.12 (Quiz editor) comes to Standard in 39 days, Mon 11 January 2027. It is the first"
HOW_MANY = "2 checks are open, 1 problem too; 0 of 2 integrations have finished. Not finished with 2026.11"
HOW_MANY_CHECKS = "how many checks are left to test of 2026.11?"
HOW_MANY_OF_ACME = "1 check is open; 0 of 1 integration have finished. Not finished with 2026.11"
NOTHING_BEFORE = "No. Nothing is planned from Thu 3 December to Sun 13 December."
NO_RISK = "has accepted a risk of 2026.11 (Course player refresh)"
