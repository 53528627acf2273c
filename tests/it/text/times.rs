//! Times as people say them.

use relevo::domain::ids::Timestamp;
use relevo::domain::settings::Language;
use relevo::text::Tone;
use relevo::text::durations::{ago, length, when};

use super::examples::{DAY, LANGUAGES, MINUTE, NOW, tone};

#[test]
fn waits_are_said_in_minutes_hours_and_days() {
    let tone = tone(Language::Es);
    for (ms, said) in [
        (-5, "menos de 1 min"),
        (59_999, "menos de 1 min"),
        (3 * MINUTE, "3 min"),
        (60 * MINUTE, "1 h"),
        (72 * MINUTE, "1 h 12 min"),
        (DAY, "1 día"),
        (DAY + 59 * MINUTE, "1 día"),
        (2 * DAY + 181 * MINUTE, "2 días 3 h"),
    ] {
        assert_eq!(length(ms, &tone), said);
    }
    assert_eq!(ago(30_000, &tone), "recién");
    assert_eq!(ago(3 * MINUTE, &tone), "hace 3 min");
}

#[test]
fn moments_are_said_in_the_zone_of_the_reader() {
    let there = tone(Language::Es);
    assert_eq!(when(NOW, &there), "hoy 9:41");
    assert_eq!(when(NOW.plus(-600 * MINUTE), &there), "ayer 23:41");
    assert_eq!(when(NOW.plus(-30 * DAY), &there), "13 de octubre");
    assert_eq!(when(NOW.plus(-365 * DAY), &there), "12 de noviembre de 2024");
    let elsewhere = Tone::new(Language::En, "Asia/Tokyo", NOW);
    assert_eq!(when(NOW, &elsewhere), "today 21:41");
    assert_eq!(when(NOW.plus(-12 * 60 * MINUTE), &elsewhere), "today 9:41");
}

#[test]
fn an_unknown_zone_is_utc_and_no_moment_is_too_far() {
    let nowhere = Tone::new(Language::Es, "Marte/Olimpo\n", NOW);
    assert_eq!(when(NOW, &nowhere), "hoy 12:41");
    for (language, _) in LANGUAGES {
        let tone = tone(language);
        for at in [i64::MIN, -1, 0, i64::MAX] {
            assert!(!when(Timestamp(at), &tone).is_empty());
            assert!(!length(at, &tone).is_empty());
        }
    }
}
