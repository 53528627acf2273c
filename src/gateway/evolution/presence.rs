//! Who is writing: `presence.update`.

use serde_json::Value;

use super::key::Place;
use super::lenient::jid;
use super::message::ignored;
use super::webhook::Envelope;
use crate::domain::identity::Identity;
use crate::domain::inbound::Inbound;

/// People of one event; WhatsApp tells of one at a time.
const PEOPLE_MOST: usize = 64;

/// One event for each person that is named; in a direct chat that is the other side. Nothing in it is worth a
/// refusal.
pub(super) fn typing(envelope: &Envelope<'_>, data: &Value) -> Vec<Inbound> {
    let Some(chat) = jid(&data["id"]) else {
        return vec![ignored("a presence without a chat")];
    };
    if let Place::Elsewhere(what) = Place::of(chat) {
        return vec![ignored(what)];
    }
    let people = data["presences"].as_object().into_iter().flatten().take(PEOPLE_MOST);
    let own = envelope.own.map(Identity::from_jid);
    let told: Vec<Inbound> = people
        .filter_map(|(who, presence)| {
            let author = Identity::from_jid(who);
            let is_own = own.as_ref().is_some_and(|own| own.is_same(&author));
            let on = match presence["lastKnownPresence"].as_str()? {
                "composing" | "recording" => true,
                "paused" | "available" | "unavailable" => false,
                _ => return None,
            };
            let about_somebody = !author.is_unknown() && !is_own;
            about_somebody.then(|| Inbound::Typing { chat: chat.into(), author, on })
        })
        .collect();
    if told.is_empty() { vec![ignored("a presence that says nothing of writing")] } else { told }
}
