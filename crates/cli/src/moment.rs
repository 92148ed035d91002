//! Moments in time, for reading.

use words::Words;

const DAY: u64 = 86_400_000;

/// A moment in UTC, to the minute: `2024-06-21 16:00 UTC`.
pub(crate) fn moment(words: Words, at: u64) -> String {
    let (year, month, day) = date(at / DAY);
    let minutes = at % DAY / 60_000;
    let date = format!("{year:04}-{month:02}-{day:02}");
    words.cli_summary_at(date, format!("{:02}:{:02}", minutes / 60, minutes % 60))
}

/// The date so many days after 1 January 1970, by the rules of the Gregorian calendar.
///
/// Years are counted from March, so that the leap day is the last of its year.
fn date(days: u64) -> (u64, u64, u64) {
    const ERA: u64 = 146_097; // days in 400 years
    let days = days + 719_468; // from 1 March of the year 0
    let era = days / ERA;
    let in_era = days % ERA;
    let year_in_era = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year_in_era + year_in_era / 4 - year_in_era / 100);
    let month_from_march = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_in_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (days, expected) in [
            (0, (1970, 1, 1)),
            (58, (1970, 2, 28)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (19_891, (2024, 6, 17)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
        ] {
            assert_eq!(date(days), expected);
        }
    }

    #[test]
    fn a_moment_is_told_to_the_minute() {
        assert_eq!(moment(Words::default(), 1_718_985_659_999), "2024-06-21 16:00 UTC");
    }

    #[test]
    fn the_last_moment_there_is_can_be_told() {
        assert!(moment(Words::default(), u64::MAX).ends_with("UTC"));
    }
}
