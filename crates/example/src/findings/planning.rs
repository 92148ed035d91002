//! Findings about assessment and planning.

use super::Found;

/// By prompt.
pub(super) const FOUND: &[Found] = &[
    (
        "2.1.1a",
        "3.1.1a",
        [
            "links the offence to exclusion from school and the wish to belong",
            "the child's own account of that day is set beside the police one and weighed",
        ],
        [
            "describes the offence and does not explain it",
            "says nothing of what the child thinks of it now",
        ],
    ),
    (
        "2.1.1b",
        "3.1.1b",
        [
            "speech and language screening done early and its result used",
            "talks with the child about racism at school and what it does to trust in adults",
        ],
        [
            "heritage is recorded as a category and taken no further",
            "a diagnosis is named, what it means for the work is not",
        ],
    ),
    (
        "2.1.1c",
        "3.1.1c",
        [
            "what it is like to be this child at home is well described",
            "caring for a younger brother is seen and taken into account",
        ],
        [
            "the move between two households is not mentioned",
            "money worries at home are on the social care file only",
        ],
    ),
    (
        "2.1.1d",
        "3.1.1d",
        [
            "school, health and social care all asked, and their answers used",
            "the early help plan is quoted and built upon",
        ],
        [
            "school was not asked, though most went wrong there",
            "social care checks were made and their result is not used",
        ],
    ),
    (
        "2.1.1e",
        "3.1.1e",
        [
            "boxing club and an older cousin named as what holds the child",
            "good with animals and with tools: both come up again in the plan",
        ],
        [
            "strengths are listed and not weighed",
            "the section on strengths is copied from an earlier assessment",
        ],
    ),
    (
        "2.1.1f",
        "3.1.1f",
        [
            "reduced timetable since autumn recognised as a barrier for adults to remove",
            "waiting list for an autism assessment named and chased",
        ],
        [
            "no school place for four months, and it is not seen as an obstacle",
            "travel across two bus routes is treated as a lack of motivation",
        ],
    ),
    (
        "2.1.1g",
        "3.1.1g",
        [
            "maturity considered with care after a head injury at ten",
            "the child's doubts about change are written down fairly",
        ],
        [
            "maturity is put as fitting the age, without more",
            "readiness to take part is taken for granted",
        ],
    ),
    (
        "2.1.1h",
        "3.1.1h",
        [
            "the victim's statement was sought and is summarised in their words",
            "a restorative meeting is weighed from both sides",
        ],
        [
            "victim contact is left to another team and not followed up",
            "no thought given to a letter or meeting",
        ],
    ),
    (
        "2.1.1i",
        "3.1.1i",
        [
            "self-assessments by child and mother are there and used",
            "three visits were made so that the father could take part",
        ],
        [
            "the parent was not spoken to",
            "the child's form is blank and nobody went through it together",
        ],
    ),
    (
        "2.1.2a",
        "3.1.2a",
        [
            "missing episodes and new belongings lead to a clear view on exploitation",
            "weighs harm at home as well as outside it, and how likely each is",
        ],
        ["going missing is mentioned and not analysed", "safety is put as low without saying why"],
    ),
    (
        "2.1.2b",
        "3.1.2b",
        [
            "draws on the child in need plan and the school's concerns",
            "health records and return interviews were read",
        ],
        [
            "relies on what the child said alone",
            "the social care assessment of last year was not read",
        ],
    ),
    (
        "2.1.2c",
        "3.1.2c",
        [
            "health worker and social worker were at the assessment meeting",
            "the exploitation team gave its view before the judgement was made",
        ],
        ["the social worker was told afterwards", "no agency was asked though self-harm was known"],
    ),
    (
        "2.1.2d",
        "",
        [
            "says which adult keeps an eye on the child each weekend",
            "sets out what the health worker should offer and why",
        ],
        ["names the dangers and no answer to them", "ends with the classification"],
    ),
    (
        "2.1.3a",
        "3.1.3a",
        [
            "says who could be harmed, how and in what situations",
            "tells apart harm to strangers in groups and harm to the mother at home",
        ],
        ["possible victims are not named by kind or setting", "looks at the index offence only"],
    ),
    (
        "2.1.3b",
        "3.1.3b",
        [
            "behaviour that was never charged is taken into account",
            "police intelligence was asked for and used",
        ],
        [
            "earlier incidents at school are left out",
            "an out-of-court disposal of last year was overlooked",
        ],
    ),
    (
        "2.1.3c",
        "3.1.3c",
        [
            "police and school joined the risk discussion",
            "the children's home gave its incident log",
        ],
        [
            "police were not asked about the group",
            "the placement's view of risk to staff is missing",
        ],
    ),
    (
        "2.1.3d",
        "",
        [
            "curfew, school escort and anger work are each tied to a danger",
            "sets out what would lower the risk and what would raise it",
        ],
        ["no controls are considered", "lists sessions without saying which risk they answer"],
    ),
    (
        "2.2.1a",
        "3.2.1a",
        [
            "few steps, in a sensible order, each with a date",
            "follows the assessment point by point",
        ],
        ["standard list of sessions, the same as in other cases", "no dates and no order"],
    ),
    (
        "2.2.1b",
        "3.2.1b",
        [
            "sessions adapted to communication needs, with pictures and short blocks",
            "a worker chosen with the child's faith and family in mind",
        ],
        [
            "needs found in the assessment are not planned for",
            "reading difficulties known, and the work is on worksheets",
        ],
    ),
    (
        "2.2.1c",
        "3.2.1c",
        ["appointments set around caring for a brother", "both households have a part in the plan"],
        [
            "takes no account of the move to the grandmother",
            "family conflict is central in the assessment and absent here",
        ],
    ),
    (
        "2.2.1d",
        "3.2.1d",
        [
            "builds on the boxing club: the coach is in the plan",
            "a vehicle course is planned since the child likes engines",
        ],
        ["strengths do not appear", "names football as a strength and does nothing with it"],
    ),
    (
        "2.2.1e",
        "3.2.1e",
        [
            "small first steps to win trust, then the harder topics",
            "plans how to raise motivation instead of demanding it",
        ],
        ["asks for more than the child can manage", "motivation was low and is not mentioned"],
    ),
    (
        "",
        "3.2.1f",
        [
            "youth club and college link planned from the start",
            "hand-over to early help has a date and a name of a service",
        ],
        ["ends with the last session", "no thought of what goes on afterwards"],
    ),
    (
        "2.2.1f",
        "3.2.1g",
        [
            "the victim's wish for no contact is built into the plan",
            "reparation was planned as the victim asked",
        ],
        [
            "the victim is not thought of in the plan",
            "the victim wanted an apology and the plan does not say so",
        ],
    ),
    (
        "2.2.1g",
        "3.2.1h",
        [
            "written in the child's own words and signed by the parent, who knows their part",
            "the child chose the order of the topics",
        ],
        [
            "the child's view is missing from the plan",
            "the parent first saw the plan after it was agreed",
        ],
    ),
    (
        "2.2.2a",
        "3.2.2a",
        ["each danger found has its answer", "safe places and times agreed with the carer"],
        ["no answer to the exploitation risk found", "the plan for self-harm is to monitor"],
    ),
    (
        "2.2.2b",
        "3.2.2b",
        [
            "joined to the child protection plan, each with its own tasks",
            "health worker and school have agreed their parts",
        ],
        [
            "leaves safety to social care without saying what they do",
            "the placement's own safety plan is not referred to",
        ],
    ),
    (
        "2.2.2c",
        "",
        [
            "says who checks on the child between appointments",
            "first health appointment within two weeks, with a worker going along",
        ],
        [
            "controls are named and nobody is named to see to them",
            "says that wellbeing will be supported and not how",
        ],
    ),
    (
        "2.2.2d",
        "3.2.2c",
        [
            "says what happens within the hour if the child goes missing",
            "contingency agreed with social care out of hours",
        ],
        ["no contingency if things get worse", "contingency is to call a meeting"],
    ),
    (
        "2.2.3a",
        "3.2.3a",
        [
            "work on knives begins with the fear that lies behind carrying one",
            "tackles temper at home first, where harm is likeliest",
        ],
        [
            "repeats the conditions of the order and nothing more",
            "nothing on the drinking that came before each offence",
        ],
    ),
    (
        "2.2.3b",
        "3.2.3b",
        [
            "police and school were at the planning meeting",
            "the children's home shares the same plan",
        ],
        ["police are not part of the planning", "school was told of nothing"],
    ),
    (
        "2.2.3c",
        "3.2.3c",
        [
            "exclusion zone explained and tied to the victim's worries",
            "thinks of the new partner as well as the last one",
        ],
        [
            "risk to siblings is left out",
            "the victim goes to the same school and the plan does not say what follows",
        ],
    ),
    (
        "2.2.3d",
        "",
        [
            "controls and help are in balance, with a name of a role at each",
            "curfew checks and contact with the parent agreed by day",
        ],
        ["work on anger is there, controls are not", "says that risk will be managed and not how"],
    ),
    (
        "2.2.3e",
        "3.2.3d",
        [
            "names who acts, and how soon, if contact is made with the victim",
            "clear steps if a weapon is seen again",
        ],
        ["no contingency for a rise in risk", "contingency is a sentence that fits any case"],
    ),
];
