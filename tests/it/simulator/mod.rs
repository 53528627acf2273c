//! The simulated WhatsApp, which everything else is tested on.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "tests: a surprise is a failure, and they look at one kind of event"
)]

mod changes;
mod deliveries;
mod durable;
mod files;
mod gateway;
mod linking;
mod people;
mod properties;
mod view;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use relevo::domain::ids::{ChatId, SendId, Timestamp};
use relevo::domain::inbound::Inbound;
use relevo::domain::phone::Phone;
use relevo::gateway::Outbound;
use relevo::gateway::simulator::{Clock, Network, PersonId, PersonKind, Simulator};

const NOW: Timestamp = Timestamp(1_700_000_000_000);

fn phone(digits: &str) -> Phone {
    Phone::from_digits(digits).unwrap()
}

fn outbound(id: i64, chat: &ChatId, text: &str) -> Outbound {
    Outbound::text(SendId(id), chat.clone(), text)
}

/// A network with one customer, and the chat with her.
fn with_marta() -> (Network, PersonId, ChatId) {
    let mut network = Network::new();
    let marta = network.add_person("Marta", &phone("5493815550134"), PersonKind::Customer).unwrap();
    let chat = network.person(marta).unwrap().chat();
    (network, marta, chat)
}

/// The words of everything that waits, of people and of the line, in order.
fn waiting_words(network: &Network) -> Vec<String> {
    network.pending_deliveries().filter_map(|pending| words(&pending.inbound)).collect()
}

fn words(inbound: &Inbound) -> Option<String> {
    match inbound {
        Inbound::Message(message) => message.content.words().map(str::to_owned),
        Inbound::Echo { content, .. } => content.words().map(|text| format!("echo: {text}")),
        _ => None,
    }
}

/// A clock that a test moves by hand.
fn clock() -> (Arc<AtomicI64>, Clock) {
    let time = Arc::new(AtomicI64::new(NOW.0));
    let shown = Arc::clone(&time);
    (time, Arc::new(move || Timestamp(shown.load(Ordering::SeqCst))))
}

fn in_memory() -> Simulator {
    Simulator::in_memory(clock().1)
}
