//! What a text of Relevo's says, as far as a load run must know. The line is in Spanish.

use super::cast::{Seat, agent_named};
use super::mixed::stamp::Stamp;
use super::naming;
use super::token::{CaseNo, Run, customer_in};

/// A text of Relevo's. Tickets go by the number that people see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// In a main group: a ticket can be taken.
    Announcement { ticket: i64, run: Run, case: CaseNo },
    /// In a main group: its customer wrote more.
    Addition { ticket: i64 },
    /// In a main group, quoting the claim: who has it.
    Assigned { ticket: i64, seat: Seat },
    /// In a main group, quoting the claim: somebody else has it, or it is closed, or it is the agent's already.
    Taken { ticket: i64 },
    /// In a main group, quoting the claim: the agent has no free personal group.
    Busy,
    /// In a main group: the case is over.
    ClosedInGroup { ticket: i64 },
    /// In a personal group: a case begins.
    Header { ticket: i64, run: Run, case: CaseNo },
    /// In a personal group: the case is over.
    Closed { ticket: i64 },
    /// To a customer: the ticket's number.
    Placed { ticket: i64 },
    /// To a customer: the case is over.
    Goodbye { ticket: i64 },
    /// A person's own words.
    Words(Stamp),
    /// An edit, told in words.
    Edited(Stamp),
    /// In a personal group: something was deleted before the case was taken.
    Gone,
    /// To main groups and supervisors: tickets wait too long; [`naming`] reads which.
    Overdue,
    /// Anything else: help, refusals that a load run does not provoke.
    Other,
}

/// Reads a text.
#[must_use]
pub fn read(text: &str) -> Said {
    // Most of what is sent are people's words; a name and the kind of a file may stand above them.
    let first = text.lines().next().unwrap_or_default();
    if let Some(stamp) = stamp(text) {
        return if first.starts_with("✏️ ") { Said::Edited(stamp) } else { Said::Words(stamp) };
    }
    notice(first, text).unwrap_or(Said::Other)
}

/// The stamp in a text of people's words.
#[must_use]
pub fn stamp(text: &str) -> Option<Stamp> {
    words(text).and_then(Stamp::of)
}

/// People's words, without what stands above and below them.
#[must_use]
pub fn words(text: &str) -> Option<&str> {
    text.lines().rfind(|line| *line != EDITED)
}

/// Stands below words that were changed before they were shown.
const EDITED: &str = "_(editado)_";

fn notice(first: &str, text: &str) -> Option<Said> {
    if text.lines().next_back() == Some("🚫 _Mensaje eliminado por quien lo escribió_") {
        return Some(Said::Gone);
    }
    if first.starts_with("Todos los grupos del agente") {
        return Some(Said::Busy);
    }
    if naming::is_one(first) {
        return Some(Said::Overdue);
    }
    let ticket = number_after(first, "#")?;
    let said = if first.starts_with("🎫 *Caso #") || first.starts_with("🔴 *URGENTE · Caso #")
    {
        let (run, case) = customer_in(text)?;
        Said::Announcement { ticket, run, case }
    } else if first.starts_with("💬 *Caso #") {
        Said::Addition { ticket }
    } else if let Some((_, seat)) = first.split_once(" asignado a ") {
        let agent = agent_named(seat)?;
        let number = u8::try_from(number_after(seat, "N°")?).ok()?;
        Said::Assigned { ticket, seat: Seat { agent, number } }
    } else if first.starts_with("El caso #") {
        Said::Taken { ticket }
    } else if first.starts_with("🏁 Caso #") {
        Said::ClosedInGroup { ticket }
    } else if first.starts_with("*Caso #") {
        let (run, case) = customer_in(first)?;
        Said::Header { ticket, run, case }
    } else if first.starts_with("✅ Caso #") {
        Said::Closed { ticket }
    } else if first.starts_with("Listo, ya avisamos") {
        Said::Placed { ticket }
    } else if first.starts_with("Cerramos tu caso #") {
        Said::Goodbye { ticket }
    } else {
        return None;
    };
    Some(said)
}

fn number_after(text: &str, words: &str) -> Option<i64> {
    let (_, rest) = text.split_once(words)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{TicketNo, Timestamp};
    use crate::domain::notice::{Notice, TicketCard};
    use crate::domain::refusal::Refusal;
    use crate::domain::settings::{Department, LineSettings};
    use crate::domain::ticket::Sentiment;
    use crate::load::cast::agent_name;
    use crate::load::token::{Side, Token, customer_name};
    use crate::text::{Tone, render};

    const RUN: Run = Run(0xbeef);
    const CASE: CaseNo = CaseNo(31);

    fn said(notice: &Notice) -> Said {
        read(&render(notice, &Tone::of_line(&LineSettings::default(), Timestamp(0))))
    }

    fn card() -> TicketCard {
        TicketCard {
            ticket: TicketNo(7),
            department: Department::Support,
            customer: customer_name(RUN, CASE),
            number: Some("11 1000-0031".into()),
            sentiment: Sentiment::Neutral,
            opened_at: Timestamp(0),
            closed_cases: 0,
            summary: None,
            previous: None,
        }
    }

    #[test]
    fn what_relevo_says_today_is_understood() {
        let (no, agent) = (TicketNo(7), agent_name(5));
        let slot_name = crate::domain::agent::slot_name(&agent, 2);
        let opening = Token { run: RUN, case: CASE, side: Side::Customer, number: 1 }.to_string();
        for (notice, expected) in [
            (
                Notice::Announcement { card: card(), opening, waited_ms: 0 },
                Said::Announcement { ticket: 7, run: RUN, case: CASE },
            ),
            (
                Notice::Addition {
                    ticket: no,
                    customer: customer_name(RUN, CASE),
                    count: 2,
                    latest: "hola".into(),
                },
                Said::Addition { ticket: 7 },
            ),
            (
                Notice::Assigned { ticket: no, agent: agent.clone(), slot_name: slot_name.clone() },
                Said::Assigned { ticket: 7, seat: Seat { agent: 5, number: 2 } },
            ),
            (
                Notice::Refused {
                    refusal: Refusal::AlreadyTaken { ticket: no, holder: agent.clone() },
                },
                Said::Taken { ticket: 7 },
            ),
            (
                Notice::Refused { refusal: Refusal::AlreadyYours { ticket: no, slot_name } },
                Said::Taken { ticket: 7 },
            ),
            (Notice::Refused { refusal: Refusal::AllBusy { cases: Vec::new() } }, Said::Busy),
            (
                Notice::ClosedInGroup { ticket: no, agent, reason: Some("listo".into()) },
                Said::ClosedInGroup { ticket: 7 },
            ),
            (
                Notice::CaseHeader { card: card(), waited_ms: 0, tags: Vec::new() },
                Said::Header { ticket: 7, run: RUN, case: CASE },
            ),
            (
                Notice::CaseClosed { ticket: no, reason: Some("listo".into()) },
                Said::Closed { ticket: 7 },
            ),
            (
                Notice::Placed { department: Department::Support, ticket: no },
                Said::Placed { ticket: 7 },
            ),
            (Notice::Goodbye { ticket: no }, Said::Goodbye { ticket: 7 }),
            (Notice::NoCase, Said::Other),
        ] {
            assert_eq!(said(&notice), expected, "{notice:?}");
        }
    }

    #[test]
    fn words_are_known_with_and_without_what_stands_around_them() {
        use crate::domain::content::{Content, MediaKind};
        use crate::domain::outcome::Body;

        let token = Token { run: RUN, case: CASE, side: Side::Customer, number: 3 };
        let stamp = Stamp { token, revision: 2 };
        let line = format!("{stamp} hola");
        let tone = Tone::of_line(&LineSettings::default(), Timestamp(0));
        let name = || Some(customer_name(RUN, CASE));
        let picture = Content::Media {
            media: MediaKind::Image,
            caption: Some(line.clone()),
            file_name: None,
            view_once: false,
            file: None,
        };
        for (name, content, edited) in [
            (None, Content::text(&*line), false),
            (name(), Content::text(&*line), true),
            (name(), picture, false),
        ] {
            let text =
                crate::text::body(&Body::Relay { name, content, replies_to: None, edited }, &tone);
            assert_eq!(read(&text), Said::Words(stamp), "{text}");
            assert_eq!(words(&text), Some(&*line));
        }
        let of = crate::domain::cargo::MessageRef {
            id: crate::domain::ids::WaId::from("3EB0").into(),
            from_us: true,
            author: crate::domain::identity::Identity::default(),
        };
        let changed = Body::Changed { of, name: name(), content: Content::text(&*line) };
        assert_eq!(read(&crate::text::body(&changed, &tone)), Said::Edited(stamp));
        for name in [name(), None] {
            assert_eq!(read(&crate::text::body(&Body::Gone { name }, &tone)), Said::Gone);
        }
    }
}
