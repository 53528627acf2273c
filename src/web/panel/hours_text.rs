//! Hours of a day as people type them: «9 a 13, 16 a 20», «22:00–6:00», «24 horas», «cerrado».

use crate::domain::accents;
use crate::domain::calendar::{DAY_MINUTES, SPANS_MOST, Span, Week};

/// A week in minutes.
const WEEK: u32 = 7 * DAY_MINUTES as u32;

/// Why what was typed are no hours: a key of the catalogue.
pub type Fault = &'static str;

/// Reads the hours of a day; none where it is closed.
///
/// # Errors
/// What is wrong with them.
pub fn read(typed: &str) -> Result<Vec<Span>, Fault> {
    let plain: String = typed.chars().flat_map(char::to_lowercase).map(accents::plain).collect();
    let plain = plain.trim();
    match plain {
        "" | "cerrado" | "fechado" | "closed" | "-" | "no" => return Ok(Vec::new()),
        "24 horas" | "24 hs" | "24 h" | "24h" | "24hs" | "24 hours" => {
            return Ok(vec![Span { from: 0, to: DAY_MINUTES }]);
        }
        _ => {}
    }
    let mut text = format!(" {plain} ");
    for (said, sign) in [
        (" y ", ","),
        (" e ", ","),
        (" and ", ","),
        (";", ","),
        (" a las ", "-"),
        (" as ", "-"),
        (" ate ", "-"),
        (" hasta ", "-"),
        (" to ", "-"),
        (" a ", "-"),
        ("–", "-"),
        ("—", "-"),
        (" de ", " "),
    ] {
        text = text.replace(said, sign);
    }
    let spans = text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(span);
    let mut spans = spans.collect::<Result<Vec<Span>, Fault>>()?;
    if spans.len() > SPANS_MOST {
        return Err("hours-too-many");
    }
    spans.sort_unstable();
    Ok(spans)
}

/// The days, from 0 on Monday, whose hours overlap with others.
#[must_use]
pub fn overlaps(week: &Week) -> Vec<usize> {
    let mut all: Vec<(u32, u32, usize)> = Vec::new();
    for (day, spans) in week.0.iter().enumerate() {
        let midnight = u32::try_from(day).unwrap_or_default() * u32::from(DAY_MINUTES);
        for span in spans {
            let from = midnight + u32::from(span.from);
            let to = midnight + u32::from(span.to);
            let to = if span.to > span.from { to } else { to + u32::from(DAY_MINUTES) };
            all.push((from, to, day));
        }
    }
    all.sort_unstable();
    // After Sunday comes Monday.
    let again = all.first().map(|(from, to, day)| (from + WEEK, to + WEEK, *day));
    let next = all.iter().copied().skip(1).chain(again);
    let pairs = all.iter().zip(next).filter(|((_, to, _), (from, _, _))| to > from);
    let mut days: Vec<usize> = pairs.map(|((_, _, day), _)| *day).collect();
    days.dedup();
    days
}

/// Hours as they are shown in the field.
#[must_use]
pub fn show(spans: &[Span]) -> String {
    let spans = spans.iter().map(|span| format!("{}–{}", clock(span.from), clock(span.to)));
    spans.collect::<Vec<_>>().join(", ")
}

fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn span(typed: &str) -> Result<Span, Fault> {
    let (from, to) = typed.split_once('-').ok_or("hours-odd")?;
    let (from, to) = (time(from)?, time(to)?);
    let to = if to == 0 { DAY_MINUTES } else { to };
    if from == to {
        return Err("hours-same");
    }
    if from >= DAY_MINUTES {
        return Err("hours-odd");
    }
    Ok(Span { from, to })
}

/// «9», «9:30», «9.30», «9 hs», «24».
fn time(typed: &str) -> Result<u16, Fault> {
    let typed = typed.trim().trim_end_matches("hs").trim_end_matches('h').trim();
    let (hours, minutes) = match typed.split_once([':', '.', 'h']) {
        Some((hours, minutes)) => (hours, minutes),
        None => (typed, "0"),
    };
    let number = |digits: &str| match digits.len() {
        1 | 2 if digits.chars().all(|c| c.is_ascii_digit()) => digits.parse::<u16>().ok(),
        _ => None,
    };
    match (number(hours), number(minutes)) {
        (Some(24), Some(0)) => Ok(DAY_MINUTES),
        (Some(hours), Some(minutes)) if hours < 24 && minutes < 60 => Ok(hours * 60 + minutes),
        (_, _) => Err("hours-odd"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_type_them_and_shown_in_one_way() {
        for (typed, shown) in [
            ("9 a 13, 16 a 20", "9:00–13:00, 16:00–20:00"),
            ("16:00-20:00; 9:00-13:00", "9:00–13:00, 16:00–20:00"),
            ("de 9 hs a 13.30 hs y 16 a 20", "9:00–13:30, 16:00–20:00"),
            ("das 9 às 18", ""),
            ("9 às 18", "9:00–18:00"),
            ("9 to 17", "9:00–17:00"),
            ("22–6", "22:00–6:00"),
            ("18–0", "18:00–24:00"),
            ("24 horas", "0:00–24:00"),
            ("Cerrado", ""),
            ("  ", ""),
        ] {
            let spans = read(typed).unwrap_or_default();
            assert_eq!(show(&spans), shown, "{typed}");
            assert_eq!(read(&show(&spans)), Ok(spans));
        }
    }

    #[test]
    fn what_are_no_hours_is_told() {
        for (typed, fault) in [
            ("9", "hours-odd"),
            ("9-25", "hours-odd"),
            ("9-12:60", "hours-odd"),
            ("24-6", "hours-odd"),
            ("nueve a dos", "hours-odd"),
            ("9-9", "hours-same"),
            ("0-0", "hours-odd"),
            ("1-2,3-4,5-6,7-8,9-10", "hours-too-many"),
            ("\u{202e}9-13", "hours-odd"),
        ] {
            let found = read(typed);
            assert!(found == Err(fault) || (typed == "0-0" && found.is_ok()), "{typed} {found:?}");
        }
    }

    #[test]
    fn hours_that_overlap_are_found_over_midnight_and_the_end_of_the_week() {
        let mut week = Week::default();
        week.0[0] = vec![Span { from: 540, to: 780 }, Span { from: 720, to: 900 }];
        week.0[2] = vec![Span { from: 1_320, to: 360 }];
        week.0[3] = vec![Span { from: 300, to: 600 }];
        week.0[6] = vec![Span { from: 1_200, to: 600 }];
        assert_eq!(overlaps(&week), [0, 2, 6]);
        week.0[0] = vec![Span { from: 600, to: 720 }, Span { from: 720, to: 900 }];
        assert_eq!(overlaps(&week), [2]);
    }
}
