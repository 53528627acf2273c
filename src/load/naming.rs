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

/// The tickets of one message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Naming {
    /// Run, case and cause of each that is named.
    pub cases: Vec<(Run, CaseNo, Cause)>,
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
        naming.cases.extend(customer_in(text).map(|(run, case)| (run, case, cause)));
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
            naming.cases.push((run, case, cause));
        }
    }
    naming
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
            let one = Naming { cases: vec![(RUN, CaseNo(7), Cause::Pending)], more: 0 };
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
        let one = Naming { cases: vec![(RUN, CaseNo(7), Cause::Unanswered)], more: 0 };
        let alert = |tickets| Notice::Alert { tickets, free: Vec::new() };
        assert_eq!(said(&alert(vec![unanswered(7)])), one);
        let reminder = Notice::AnswerReminder {
            customer: customer_name(RUN, CaseNo(7)),
            excerpt: "0003-7-c1 sigo sin internet desde anoche".into(),
            waited_ms: 2_000,
        };
        assert_eq!(said(&reminder), one);
        let both = said(&alert(vec![overdue(1, Sentiment::Neutral), unanswered(7)]));
        let (first, second) = ((RUN, CaseNo(1), Cause::Pending), one.cases[0]);
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
        assert_eq!(many.cases[1], (RUN, CaseNo(1), Cause::Pending));
    }
}
