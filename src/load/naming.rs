//! Which tickets an alert or a reminder names, and how many more it only counts.

use super::token::{CaseNo, Run, customer_in};

/// Why a case is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Nobody takes it.
    Pending,
    /// Nobody answers.
    Unanswered,
}

/// A case that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Of which run.
    pub run: Run,
    /// Which.
    pub case: CaseNo,
    /// Why.
    pub cause: Cause,
    /// It says that the case has waited for less than this (milliseconds): lengths are told in whole minutes.
    pub waited_less_ms: u64,
}

/// The tickets of one message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Naming {
    /// Each that is named.
    pub cases: Vec<Named>,
    /// So many more.
    pub more: u64,
}

/// Stands above a case whose customer waits for an answer.
const UNANSWERED: &str = "⏳ *";

/// Whether a message that begins with this line tells of tickets that wait.
#[must_use]
pub fn is_one(first: &str) -> bool {
    ["⏰ ", "🔴 *URGENTE · El caso #", UNANSWERED, "⚠️ *"]
        .iter()
        .any(|words| first.starts_with(words))
}

/// Reads a message that [`is_one`].
#[must_use]
pub fn read(text: &str) -> Naming {
    let mut naming = Naming::default();
    let first = text.lines().next().unwrap_or_default();
    let is_unanswered = first.starts_with(UNANSWERED);
    if is_unanswered || ticket_in(first).is_some() {
        let cause = if is_unanswered { Cause::Unanswered } else { Cause::Pending };
        let waited_less_ms = waited_less(text);
        let named = customer_in(text);
        let named = named.map(|(run, case)| Named { run, case, cause, waited_less_ms });
        naming.cases.extend(named);
        return naming;
    }
    for line in text.lines() {
        if let Some(more) = line.strip_prefix("… y ") {
            naming.more += number(more).and_then(|more| u64::try_from(more).ok()).unwrap_or(0);
        } else if let Some(line) = line.strip_prefix("• ")
            && let (Some(_), Some((run, case))) = (ticket_in(line), customer_in(line))
        {
            let is_unanswered = line.starts_with(UNANSWERED);
            let cause = if is_unanswered { Cause::Unanswered } else { Cause::Pending };
            let waited_less_ms = waited_less(line);
            naming.cases.push(Named { run, case, cause, waited_less_ms });
        }
    }
    naming
}

/// The next length after the one that is told: «hace 1 h 12 min» is less than 1 h 13 min.
fn waited_less(text: &str) -> u64 {
    const MINUTE_MS: u64 = 60_000;
    const HOUR_MS: u64 = 60 * MINUTE_MS;
    let Some((_, told)) = text.split_once("hace ") else { return u64::MAX };
    if told.starts_with("menos de") {
        return MINUTE_MS;
    }
    let mut words = told.split_whitespace();
    let (mut waited, mut step) = (0, 0);
    while let Some(count) = words.next().and_then(|word| word.parse::<u64>().ok()) {
        let unit = words.next().unwrap_or_default();
        let (length, exact) = match unit.chars().next() {
            Some('m') => (MINUTE_MS, MINUTE_MS),
            Some('h') if step == 0 => (HOUR_MS, MINUTE_MS),
            Some('h') => (HOUR_MS, HOUR_MS),
            Some('d') => (24 * HOUR_MS, HOUR_MS),
            Some(_) | None => return u64::MAX,
        };
        waited += count * length;
        step = exact;
    }
    if step == 0 { u64::MAX } else { waited + step }
}

fn ticket_in(line: &str) -> Option<i64> {
    number(line.split_once('#')?.1)
}

fn number(text: &str) -> Option<i64> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{TicketNo, Timestamp};
    use crate::domain::notice::{self, FreeAgent, Notice, OverdueTicket, TicketCard};
    use crate::domain::settings::{Department, LineSettings};
    use crate::domain::ticket::Sentiment;
    use crate::load::token::customer_name;
    use crate::text::{Tone, render};

    const RUN: Run = Run(3);

    fn overdue(case: u64, sentiment: Sentiment) -> OverdueTicket {
        OverdueTicket {
            card: TicketCard {
                summary: None,
                previous: None,
                ticket: TicketNo(i64::try_from(case).unwrap() + 40),
                department: Department::Support,
                customer: customer_name(RUN, CaseNo(case)),
                number: Some("11 1000-0031".into()),
                sentiment,
                opened_at: Timestamp(0),
                closed_cases: 0,
            },
            waited_ms: 2_000,
            group_name: "🎫 Soporte 1".into(),
            cause: notice::Cause::Pending,
        }
    }

    fn named(case: u64, cause: Cause) -> Named {
        Named { run: RUN, case: CaseNo(case), cause, waited_less_ms: 60_000 }
    }

    fn said(notice: &Notice) -> Naming {
        let text = render(notice, &Tone::of_line(&LineSettings::default(), Timestamp(0)));
        assert!(is_one(text.lines().next().unwrap()), "{text}");
        read(&text)
    }

    #[test]
    fn one_ticket_is_read_from_the_full_text() {
        for sentiment in [Sentiment::Neutral, Sentiment::Angry] {
            let tickets = vec![overdue(7, sentiment)];
            let free = vec![FreeAgent { name: "Agente1 Prueba".into(), free: 2 }];
            let one = Naming { cases: vec![named(7, Cause::Pending)], more: 0 };
            assert_eq!(said(&Notice::Reminder { tickets: tickets.clone() }), one);
            assert_eq!(said(&Notice::Alert { tickets, free }), one);
        }
    }

    fn unanswered(case: u64) -> OverdueTicket {
        let (agent, place) = ("Agente5 Prueba".into(), "Chat soporte Agente5 N°2".into());
        let cause = notice::Cause::Unanswered { agent, place };
        OverdueTicket { cause, ..overdue(case, Sentiment::Neutral) }
    }

    #[test]
    fn a_customer_without_an_answer_is_read_wherever_it_is_told() {
        let one = Naming { cases: vec![named(7, Cause::Unanswered)], more: 0 };
        let alert = |tickets| Notice::Alert { tickets, free: Vec::new() };
        assert_eq!(said(&alert(vec![unanswered(7)])), one);
        let reminder = Notice::AnswerReminder {
            customer: customer_name(RUN, CaseNo(7)),
            excerpt: "0003-7-c1 sigo sin internet desde anoche".into(),
            waited_ms: 2_000,
        };
        assert_eq!(said(&reminder), one);
        let both = said(&alert(vec![overdue(1, Sentiment::Neutral), unanswered(7)]));
        let (first, second) = (named(1, Cause::Pending), one.cases[0]);
        assert_eq!(both.cases, [first, second]);
    }

    #[test]
    fn a_digest_names_the_first_and_counts_the_rest() {
        let all = |cases: u64| (0..cases).map(|case| overdue(case, Sentiment::Neutral)).collect();
        // Agents are only counted, too, and are no tickets.
        let free = (0..20).map(|n| FreeAgent { name: format!("Agente{n} Prueba"), free: 1 });
        let two = said(&Notice::Alert { tickets: all(2), free: free.collect() });
        assert_eq!((two.cases.len(), two.more), (2, 0));
        let many = said(&Notice::Reminder { tickets: all(500) });
        assert_eq!(many.cases.len() as u64 + many.more, 500);
        assert_eq!(many.cases[1], named(1, Cause::Pending));
    }
    #[test]
    fn how_long_it_says_that_a_case_has_waited_is_read_as_its_next_step() {
        const MINUTE: u64 = 60_000;
        for minutes in [0, 1, 7, 59, 60, 72, 180, 1_440, 1_500, 4_321] {
            let waited_ms = i64::try_from(minutes * MINUTE).unwrap() + 59_000;
            let tickets = vec![OverdueTicket { waited_ms, ..overdue(7, Sentiment::Neutral) }];
            let less = said(&Notice::Reminder { tickets }).cases[0].waited_less_ms;
            let step = if minutes < 1_440 { MINUTE } else { 60 * MINUTE };
            assert_eq!(less, (minutes * MINUTE / step + 1) * step, "{minutes}");
        }
    }
}
