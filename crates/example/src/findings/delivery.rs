//! Findings about delivery and reviewing.

use super::Found;

/// By prompt.
pub(super) const FOUND: &[Found] = &[
    (
        "2.3.1a",
        "3.3.1a",
        [
            "all sessions of the plan were held, in order and in time",
            "construction card gained and a work trial arranged by the third month",
        ],
        [
            "sessions promised in the plan were not delivered",
            "the main piece of work began five weeks late",
        ],
    ),
    (
        "2.3.1b",
        "3.3.1b",
        [
            "short sessions with pictures, as the speech and language worker advised",
            "work moved to the child's home when crowds were too much",
        ],
        [
            "worksheets were used though the child finds reading hard",
            "nothing was changed after the autism diagnosis came",
        ],
    ),
    (
        "2.3.1c",
        "3.3.1c",
        [
            "grandmother joined two sessions at the child's wish",
            "the parent was phoned each week and says it helped",
        ],
        [
            "the father, whom the child sees each weekend, was not involved",
            "no contact with the family after the first visit",
        ],
    ),
    (
        "2.3.1d",
        "",
        [
            "a music project grew out of what the child does well",
            "coach and worker kept in touch throughout",
        ],
        [
            "the boxing club was never rung",
            "the child's liking for engines came up and was not used",
        ],
    ),
    (
        "",
        "3.3.1d",
        [
            "four sessions for a first offence, and then it ended",
            "as much as the behaviour called for and no more",
        ],
        [
            "as long as a court order for a minor matter",
            "one session where the panel had asked for six",
        ],
    ),
    (
        "2.3.1e",
        "3.3.1e",
        [
            "same worker throughout; the child kept coming",
            "the child says that the worker listens and does what is promised",
        ],
        [
            "the worker changed twice and each began anew",
            "three weeks without contact and no reason recorded",
        ],
    ),
    (
        "2.3.1f",
        "3.3.1g",
        [
            "college place settled before the end, with a mentor who stays",
            "youth club leader introduced in person",
        ],
        ["nothing arranged for after the end", "a leaflet with addresses was sent"],
    ),
    (
        "2.3.1g",
        "3.3.1f",
        [
            "lifts, reminders by text and a choice of times",
            "missed sessions followed up the same day, with a visit",
        ],
        ["letters were sent that the child cannot read", "no one asked why sessions were missed"],
    ),
    (
        "2.3.1h",
        "",
        [
            "warning, talk and new start: firm and fair",
            "compliance meeting with the parent put things right without court",
        ],
        ["four missed sessions without a response", "breach begun late and then withdrawn"],
    ),
    (
        "2.3.2a",
        "3.3.2a",
        [
            "substance and sexual health workers both saw the child",
            "return interviews were held and their findings used",
        ],
        [
            "no work on keeping safe online, though planned",
            "the child's worries about home were heard and not passed on",
        ],
    ),
    (
        "2.3.2b",
        "3.3.2b",
        [
            "weekly talks with the social worker, noted the same day",
            "worker brought school and health together when attendance fell",
        ],
        [
            "strategy meeting not attended and minutes not asked for",
            "referral to the health worker was made and not followed up",
        ],
    ),
    (
        "2.3.3a",
        "3.3.3a",
        [
            "knife work done in full with a scheme that the child rates",
            "calmer at home and school since the work on temper; fewer incidents on file",
        ],
        [
            "work on violence stopped after one session",
            "intelligence about a new group not acted on",
        ],
    ),
    (
        "2.3.3b",
        "3.3.3b",
        [
            "breach of the exclusion zone acted on within a day",
            "letter of explanation passed on with the victim's consent",
        ],
        [
            "victim not told of the change of address",
            "restorative meeting dropped without asking the victim",
        ],
    ),
    (
        "2.3.3c",
        "",
        [
            "police, school and placement met each month and shared news between",
            "multi-agency public protection meeting attended with a full report",
        ],
        ["the children's home was left to manage alone", "police asked for an update three times"],
    ),
    (
        "2.4.1a",
        "",
        [
            "loss of the college place led to a review within the week",
            "new friends and a steady girlfriend noticed and taken in",
        ],
        ["loss of the college place not taken up", "review repeats the first assessment"],
    ),
    (
        "2.4.1b",
        "",
        [
            "goals met were marked and new ones set",
            "coaching younger boxers was added as the next step",
        ],
        ["nothing on what went well", "strengths as at the start, word for word"],
    ),
    (
        "2.4.1c",
        "",
        [
            "the new diagnosis changed how sessions are run",
            "the child's wish to explore faith was taken up",
        ],
        [
            "needs ticked as unchanged after a year of change",
            "identity is not mentioned at any review",
        ],
    ),
    (
        "2.4.1d",
        "",
        [
            "review after the move took in home, school and friends",
            "the baby's birth is seen as a turning point",
        ],
        [
            "the parents' separation is not in the review",
            "move to a flat noted and not thought through",
        ],
    ),
    (
        "2.4.1e",
        "",
        [
            "falling attendance was talked about openly and its cause found",
            "asks what stood in the way and changes it",
        ],
        ["falling motivation seen and nothing changed", "attendance figures only"],
    ),
    (
        "2.4.1f",
        "",
        [
            "the child's comment changed the plan",
            "held at home so that both parents could be there",
        ],
        ["child and parent were told of the review and not part of it", "done at the desk"],
    ),
    (
        "2.4.1g",
        "",
        ["what worked was kept and the rest was dropped", "two topics added and one moved forward"],
        [
            "new plan has the old targets",
            "changes were agreed in the meeting and are not in the plan",
        ],
    ),
    (
        "2.4.2a",
        "",
        [
            "review called within days of the missing episode",
            "safety lowered with reasons after three settled months",
        ],
        ["an overdose did not lead to a review", "the change of placement is not reflected"],
    ),
    (
        "2.4.2b",
        "",
        [
            "fresh information from social care and health used",
            "return interview read and acted on",
        ],
        [
            "other agencies were not asked for news",
            "the child protection plan had ended and nobody here knew",
        ],
    ),
    (
        "2.4.2c",
        "",
        [
            "new worry about exploitation led to a referral and a changed plan",
            "checks eased as things settled",
        ],
        ["plan left as it was", "actions agreed at the strategy meeting did not reach the plan"],
    ),
    (
        "2.4.3a",
        "",
        [
            "arrest led to a review with the police within the week",
            "risk reduced step by step, with evidence",
        ],
        ["new allegation noted and nothing done", "classification kept without reasons"],
    ),
    (
        "2.4.3b",
        "",
        [
            "multi-agency meeting minutes fed into the review",
            "school's incident log was asked for and read",
        ],
        ["police information came in and was not read across", "placement staff were not asked"],
    ),
    (
        "2.4.3c",
        "",
        [
            "the parent's view of temper at home was asked for and used",
            "the child wrote down what sets things off",
        ],
        [
            "child and parent did not know of the new classification",
            "family seen only after the review",
        ],
    ),
    (
        "2.4.3d",
        "",
        [
            "curfew adjusted after talks with the family",
            "contact with the victim's school added to the plan",
        ],
        [
            "no thought given to the new partner's safety in the plan",
            "controls ended by date and not by risk",
        ],
    ),
];
