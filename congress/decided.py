"""Which items of the plans stand for which decision of the committee above (DOMAIN 8.5).

Each has two codes: of a committee's plan (X) and of a cell's (C); a unit's plan has one of them.
"""

#: The day of the congress was agreed to.
DAY = ("X20", "C07")
#: The personnel plan was approved; a cell's contents and personnel are decided together.
PERSONNEL_PLAN = ("X15", "C06")
#: What is brought to the congress was reviewed.
REVIEW = ("X18", "C06")
#: The results were ratified.
RATIFICATION = ("X38", "C16")

#: Not decided but followed by a decision: a day was proposed. A cell's plan has no such item.
DAY_PROPOSAL = ("X16",)
