//! What must be true afterwards, by name.

use std::collections::{BTreeMap, BTreeSet};

use super::chats::{Chats, Row};
use super::customers::Customers;
use super::load::Load;
use super::said::Said;
use super::scene::Scene;
use super::stored::{Stored, StoredMessage};

/// Messages that the courier has under way at once, at the most.
const IN_FLIGHT_MOST: usize = 16;

struct Facts<'a> {
    scene: &'a Scene,
    load: &'a Load,
    stored: &'a Stored,
    chats: Chats,
    /// Whose a ticket is, as announced.
    owners: BTreeMap<i64, usize>,
}

/// All of it; on failure with the program's log and all that was sent.
pub fn all(scene: &Scene, load: &Load, stored: &Stored, kills: usize) {
    let checking = std::panic::AssertUnwindSafe(|| check(scene, load, stored, kills));
    if let Err(panic) = std::panic::catch_unwind(checking) {
        for message in &load.sent {
            println!("{} {:?} {}", message.chat, message.quoted, message.text.replace('\n', " / "));
        }
        println!("{}", scene.place.log());
        std::panic::resume_unwind(panic);
    }
}

/// One line.
pub fn summary(load: &Load, stored: &Stored, kills: usize) -> String {
    let written: usize = load.customers.written.iter().map(Vec::len).sum();
    format!(
        "{} cases, {written} messages of customers, {} answers, {} claims, {} sent, {kills} kills, {} fruitless webhooks, {} repeats",
        stored.tickets.len(),
        load.agents.answers.len(),
        load.agents.claims,
        load.sent.len(),
        load.post.fruitless(),
        Chats::of(&load.sent).repeats,
    )
}

fn check(scene: &Scene, load: &Load, stored: &Stored, kills: usize) {
    let chats = Chats::of(&load.sent);
    let main = chats.chat(&scene.main).iter();
    let owners = main.filter_map(|row| match row.said {
        Said::Announcement { no, customer } => Some((no, customer)),
        _ => None,
    });
    let facts = Facts { scene, load, stored, owners: owners.collect(), chats };
    facts.the_program_never_broke();
    facts.every_webhook_was_taken();
    facts.repeats_stay_in_the_documented_window(kills);
    facts.every_message_is_stored_once();
    facts.every_message_is_shown_once_or_waits();
    facts.messages_keep_their_order();
    facts.a_ticket_is_announced_once_and_has_one_holder();
    facts.a_slot_holds_one_case_at_a_time();
    facts.answers_reach_their_customer_once_and_in_order();
    facts.nothing_goes_astray();
    facts.what_is_stored_as_sent_was_sent();
}

impl Facts<'_> {
    fn the_program_never_broke(&self) {
        let log = self.scene.place.log();
        let bad: Vec<&str> = log
            .lines()
            .filter(|line| {
                line.contains("ERROR") || line.contains("panicked") || line.starts_with("relevo: ")
            })
            .collect();
        assert!(bad.is_empty(), "the log has {bad:#?}");
        assert!(self.load.ended_well, "SIGTERM ended it badly");
    }

    fn every_webhook_was_taken(&self) {
        assert_eq!(self.load.post.rejected(), Vec::<String>::new(), "refused for good");
        let trips = self.load.post.trips();
        assert!(trips.values().all(|trip| trip.taken.is_some()));
    }

    fn repeats_stay_in_the_documented_window(&self, kills: usize) {
        assert!(self.chats.repeats <= kills * IN_FLIGHT_MOST, "{} repeats", self.chats.repeats);
        for (chat, rows) in &self.chats.rows {
            let mut before = BTreeSet::new();
            let again: Vec<&str> = rows
                .iter()
                .filter(|row| !before.insert((&row.text, &row.quoted)))
                .map(|row| row.text.as_str())
                .collect();
            assert!(again.is_empty(), "in {chat}, repeated later and not at once: {again:#?}");
        }
    }

    fn every_message_is_stored_once(&self) {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for message in &self.stored.messages {
            *count.entry(&message.wa_id).or_default() += 1;
        }
        let doubled: Vec<_> = count.iter().filter(|(_, count)| **count > 1).collect();
        assert!(doubled.is_empty(), "stored more than once: {doubled:?}");
        let written = self
            .load
            .customers
            .written
            .iter()
            .flatten()
            .map(|written| (&written.id, &written.token));
        let answers = self.load.agents.answers.iter().map(|answer| (&answer.id, &answer.token));
        let lost: Vec<_> =
            written.chain(answers).filter(|(id, _)| !count.contains_key(id.as_str())).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        let known: usize = self.load.customers.written.iter().map(Vec::len).sum();
        assert_eq!(count.len(), known + self.load.agents.answers.len(), "stored and never written");
    }

    fn every_message_is_shown_once_or_waits(&self) {
        for (customer, written) in self.load.customers.written.iter().enumerate() {
            for written in written {
                let stored = self.stored_as(&written.id);
                let ticket = self.stored.ticket(stored.ticket);
                assert_eq!(
                    self.owners.get(&ticket.no),
                    Some(&customer),
                    "{} is in a stranger's ticket",
                    written.token
                );
                let shown: Vec<&str> = self.places_of(&written.token).collect();
                let expected: Vec<&str> = ticket.slot_name.as_deref().into_iter().collect();
                assert_eq!(
                    shown, expected,
                    "{}, ticket {} {}",
                    written.token, ticket.no, ticket.state
                );
            }
        }
    }

    fn messages_keep_their_order(&self) {
        let trips = self.load.post.trips();
        for (customer, written) in self.load.customers.written.iter().enumerate() {
            let place = |id: &str| {
                let stored = self.stored_as(id);
                (stored.ticket, stored.seq)
            };
            let mut accepted: Vec<_> =
                written.iter().map(|w| (place(&w.id), w.token.as_str(), &trips[&w.id])).collect();
            if Customers::is_patient(customer) {
                assert!(
                    accepted.is_sorted_by_key(|(place, ..)| *place),
                    "customer {customer} wrote in another order: {accepted:?}"
                );
            }
            accepted.sort_by_key(|(place, ..)| *place);
            // Nothing that was brought after another was taken stands before it.
            for (at, (_, token, trip)) in accepted.iter().enumerate() {
                let late =
                    accepted[..at].iter().find(|(_, _, before)| trip.taken < before.first_tried);
                assert!(late.is_none(), "{token} was taken before {late:?} came");
            }
            self.assert_shown_in_order(
                &accepted.iter().map(|(place, token, _)| (place.0, *token)).collect::<Vec<_>>(),
            );
        }
    }

    /// Each ticket's messages are shown in the order in which they were accepted.
    fn assert_shown_in_order(&self, accepted: &[(i64, &str)]) {
        for group in accepted.chunk_by(|a, b| a.0 == b.0) {
            let tokens: Vec<&str> = group.iter().map(|(_, token)| *token).collect();
            let shown = self
                .scene
                .slots
                .iter()
                .flat_map(|slot| self.chats.chat(&slot.chat))
                .filter_map(words);
            let shown: Vec<&str> = shown.filter(|token| tokens.contains(token)).collect();
            if self.stored.ticket(group[0].0).state != "pending" {
                assert_eq!(shown, tokens, "ticket {}", group[0].0);
            }
        }
    }

    fn a_ticket_is_announced_once_and_has_one_holder(&self) {
        let rows = self.chats.chat(&self.scene.main);
        for ticket in &self.stored.tickets {
            let announced = rows
                .iter()
                .filter(|row| matches!(row.said, Said::Announcement { no, .. } if no == ticket.no));
            assert_eq!(announced.count(), 1, "announcements of {}", ticket.no);
            let assigned: Vec<(&str, &str)> = rows
                .iter()
                .filter_map(|row| match &row.said {
                    Said::Assigned { no, agent, slot } if *no == ticket.no => {
                        Some((agent.as_str(), slot.as_str()))
                    }
                    _ => None,
                })
                .collect();
            let holder = ticket.agent_name.as_deref().zip(ticket.slot_name.as_deref());
            assert_eq!(assigned, holder.into_iter().collect::<Vec<_>>(), "ticket {}", ticket.no);
            assert_eq!(
                ticket.state == "pending",
                holder.is_none(),
                "ticket {} is {}",
                ticket.no,
                ticket.state
            );
            let closed =
                rows.iter().filter(|row| row.said == Said::ClosedInGroup { no: ticket.no }).count();
            assert_eq!(
                closed == 1,
                ticket.state == "closed",
                "ticket {} is {}",
                ticket.no,
                ticket.state
            );
        }
        assert!(
            self.owners.keys().all(|no| self.stored.tickets.iter().any(|ticket| ticket.no == *no))
        );
    }

    fn a_slot_holds_one_case_at_a_time(&self) {
        for slot in &self.scene.slots {
            let mut held: Option<i64> = None;
            for row in self.chats.chat(&slot.chat) {
                match &row.said {
                    Said::Header { no, .. } => {
                        assert_eq!(held.replace(*no), None, "#{no} came to {}", slot.name)
                    }
                    Said::Closed { no } => assert_eq!(held.take(), Some(*no), "{}", slot.name),
                    Said::Words(token) => {
                        let owner = held.and_then(|no| self.owners.get(&no));
                        assert_eq!(
                            owner,
                            customer_in(token).as_ref(),
                            "{token} in {} with {held:?}",
                            slot.name
                        );
                    }
                    _ => panic!("in {}: {}", slot.name, row.text),
                }
            }
            let mut times: Vec<(i64, i64)> = self
                .stored
                .tickets
                .iter()
                .filter(|ticket| ticket.slot_name.as_deref() == Some(&slot.name))
                .map(|ticket| (ticket.claimed_at.unwrap(), ticket.closed_at.unwrap_or(i64::MAX)))
                .collect();
            times.sort_unstable();
            assert!(
                times.windows(2).all(|pair| pair[0].1 <= pair[1].0),
                "{}: {times:?}",
                slot.name
            );
        }
    }

    fn answers_reach_their_customer_once_and_in_order(&self) {
        for customer in 0..self.scene.customers.len() {
            for slot in 0..self.scene.slots.len() {
                let of_slot = format!("r{slot}-");
                let given = self.load.agents.answers.iter();
                let given =
                    given.filter(|answer| answer.customer == customer && answer.slot == slot);
                let given: Vec<&str> = given.map(|answer| answer.token.as_str()).collect();
                let came = self
                    .rows_of(customer)
                    .filter_map(words)
                    .filter(|token| token.starts_with(&of_slot));
                assert_eq!(
                    came.collect::<Vec<_>>(),
                    given,
                    "from {} to customer {customer}",
                    self.scene.slots[slot].name
                );
            }
        }
    }

    /// Every text is one that belongs in its chat.
    fn nothing_goes_astray(&self) {
        for (chat, rows) in &self.chats.rows {
            let customer = self.scene.customer_of(chat);
            let is_main = *chat == self.scene.main;
            for row in rows {
                let fits = match &row.said {
                    Said::Placed { no } | Said::Goodbye { no } => {
                        customer.is_some() && customer == self.owners.get(no).copied()
                    }
                    Said::Words(token) if customer.is_some() => self
                        .load
                        .agents
                        .answers
                        .iter()
                        .any(|a| a.token == *token && Some(a.customer) == customer),
                    Said::Words(_) | Said::Header { .. } | Said::Closed { .. } => {
                        self.scene.slot_of(chat).is_some()
                    }
                    Said::Announcement { .. }
                    | Said::Addition { .. }
                    | Said::Assigned { .. }
                    | Said::TurnedDown
                    | Said::ClosedInGroup { .. } => is_main,
                    Said::Other => false,
                };
                assert!(fits, "in {chat}: {}", row.text);
            }
        }
    }

    fn what_is_stored_as_sent_was_sent(&self) {
        assert_eq!(self.stored.outbox, 0, "left in the outbox");
        let ids: BTreeSet<&str> = self
            .chats
            .rows
            .values()
            .flatten()
            .flat_map(|row| &row.ids)
            .map(String::as_str)
            .collect();
        for message in &self.stored.messages {
            let is_pending = self.stored.ticket(message.ticket).state == "pending";
            assert_eq!(
                message.state,
                if is_pending { "kept" } else { "sent" },
                "{}, {}",
                message.ticket,
                message.side
            );
            let sent = message.sent_wa_id.as_deref();
            assert!(sent.map_or(is_pending, |id| ids.contains(id)), "{sent:?} was never sent");
        }
    }

    fn stored_as(&self, id: &str) -> &StoredMessage {
        self.stored.messages.iter().find(|message| message.wa_id == id).unwrap()
    }

    /// Names of the slots that show it, once for each time.
    fn places_of(&self, token: &str) -> impl Iterator<Item = &str> {
        self.scene.slots.iter().flat_map(move |slot| {
            let shown =
                self.chats.chat(&slot.chat).iter().filter(move |row| words(row) == Some(token));
            shown.map(|_| slot.name.as_str())
        })
    }

    fn rows_of(&self, customer: usize) -> impl Iterator<Item = &Row> {
        let chats = self
            .chats
            .rows
            .iter()
            .filter(move |(chat, _)| self.scene.customer_of(chat) == Some(customer));
        chats.flat_map(|(_, rows)| rows)
    }
}

fn words(row: &Row) -> Option<&str> {
    match &row.said {
        Said::Words(token) => Some(token),
        _ => None,
    }
}

/// The customer who wrote these words; none for an agent's.
fn customer_in(token: &str) -> Option<usize> {
    token.strip_prefix('c')?.split_once('-')?.0.parse().ok()
}
