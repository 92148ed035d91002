//! The hours of the fieldwork week, 17 to 21 June 2024: British summer time, an hour ahead of UTC.

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// Monday 17 June 2024, 00:00 UTC.
const MONDAY: u64 = 1_718_582_400_000;

/// Half past eight on Monday, when the lead sets the inspection up.
pub(crate) const SET_UP_AT: u64 = MONDAY + 7 * HOUR + 30 * MINUTE;
/// Nine on Monday, when reading begins.
pub(crate) const READING_BEGINS: u64 = MONDAY + 8 * HOUR;
/// One on Thursday, when the lead turns to the service record.
pub(crate) const SERVICE_BEGINS: u64 = MONDAY + 3 * DAY + 12 * HOUR;
/// Five on Friday, when the inspection is exported.
pub(crate) const EXPORTED_AT: u64 = MONDAY + 4 * DAY + 16 * HOUR;
/// The working time that readers fill with reading, in milliseconds.
pub(crate) const READING_TIME: u64 = 30 * HOUR;

/// The stretches of a day in which people work: nine to half past twelve, and quarter past one on.
const WORKING: [(u64, u64); 2] =
    [(8 * HOUR, 11 * HOUR + 30 * MINUTE), (12 * HOUR + 15 * MINUTE, 15 * HOUR + 45 * MINUTE)];

/// The moment `time` after `from`, where a moment outside working hours moves to the next inside.
pub(crate) fn later(from: u64, time: u64) -> u64 {
    let at = from + time;
    let day = at - (at - MONDAY) % DAY;
    for (begin, end) in WORKING {
        if at < day + end {
            return at.max(day + begin);
        }
    }
    day + DAY + WORKING[0].0 + time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_works_at_lunch_or_at_night() {
        assert_eq!(later(READING_BEGINS, MINUTE), READING_BEGINS + MINUTE);
        assert_eq!(
            later(MONDAY + 11 * HOUR + 29 * MINUTE, 2 * MINUTE),
            MONDAY + 12 * HOUR + 15 * MINUTE
        );
        assert_eq!(later(MONDAY + 15 * HOUR, HOUR), MONDAY + DAY + 9 * HOUR);
    }
}
