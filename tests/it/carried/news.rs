//! How far messages come: delivered, read, failed, and who is writing.

use relevo::domain::settings::ReadMarks;
use relevo::store::tickets::MessageState;

use super::case::{Case, Side};
use super::kinds::nothing_elsewhere;
use super::place::Place;
use super::things::{Thing, picture};

pub async fn how_far_messages_come<P: Place>(place: P) {
    place.set(|settings| {
        settings.delivery_marks = true;
        settings.read_marks = ReadMarks::WhenSeen;
    });
    let mut case = Case::open(&place, "Marta Quiroga").await;
    sent_delivered_read(&place, &mut case).await;
    read_at_the_customers(&place, &mut case).await;
    let mut other = Case::open(&place, "Hugo Barrionuevo").await;
    typing(&place, &mut other).await;
    never_arrives(&place, &mut other).await;
    case.still_flows(&place, "somebody else is gone").await;
    nothing_elsewhere(&place, [&case, &other].into_iter());
    place.stop().await;
}

async fn sent_delivered_read<P: Place>(place: &P, case: &mut Case) {
    for thing in [Thing::text("¿Te llega?"), picture("picture", "entregada", Some("la foto"))] {
        let row = format!("agent → · {} · delivery", thing.row);
        place.switch_off(case.customer, true);
        let (id, copy) = case.carry(place, Side::Agent, &thing, None, &row).await;
        state(place, case, &id, MessageState::Sent, &row).await;
        assert!(place.look(&case.slot, &id).reactions.is_empty(), "{row}: no mark yet");
        place.switch_off(case.customer, false);
        place.arrives(case.customer, &case.direct, &copy.id);
        state(place, case, &id, MessageState::Delivered, &row).await;
        case.becomes(place, Side::Agent, &id, &row, |seen| seen.reactions == ["✅"]).await;
        place.reads(case.customer, &case.direct, &copy.id);
        state(place, case, &id, MessageState::Read, &row).await;
        case.becomes(place, Side::Agent, &id, &row, |seen| seen.reactions == ["👀"]).await;
        // Reports come late and out of order: nothing goes backwards.
        place.arrives(case.customer, &case.direct, &copy.id);
        case.still_flows(place, &row).await;
        state(place, case, &id, MessageState::Read, &row).await;
        let message =
            place.ticket(case.ticket).messages.into_iter().find(|row| row.wa_id.as_str() == id);
        let message = message.unwrap();
        assert!(message.delivered_at.is_some() && message.read_at.is_some(), "{row}: {message:?}");
    }
}

/// The customer sees the blue ticks when the agent has seen the message, and not before.
async fn read_at_the_customers<P: Place>(place: &P, case: &mut Case) {
    let row = "customer → · read";
    let (id, copy) = case.carry(place, Side::Customer, &Thing::text("¿Lo viste?"), None, row).await;
    assert!(!place.look(&case.direct, &id).read, "{row}: nobody has seen it");
    place.arrives(case.agent, &case.slot, &copy.id);
    place.reads(case.agent, &case.slot, &copy.id);
    case.becomes(place, Side::Customer, &id, row, |seen| seen.read).await;
    state(place, case, &id, MessageState::Read, row).await;
}

async fn typing<P: Place>(place: &P, case: &mut Case) {
    for from in [Side::Customer, Side::Agent] {
        let there = case.chat(from.other()).clone();
        for on in [true, false] {
            place.types(case.who(from), case.chat(from), on);
            let row = format!("{from:?} → · is writing: {on}");
            place.until(&row, |place| place.is_typing(&there) == on).await;
        }
    }
    case.nothing_more(place, "who is writing sends nothing");
}

/// ❌ on the very message, with the reason; the case goes on.
async fn never_arrives<P: Place>(place: &P, case: &mut Case) {
    place.block(case.customer);
    for thing in [Thing::text("¿Hola, Hugo?"), picture("picture", "perdida", Some("la boleta"))] {
        let row = format!("agent → · {} · never arrives", thing.row);
        let id = case.write(place, Side::Agent, &thing, None).await;
        let told = case.one(place, Side::Agent, &row).await;
        assert_eq!(told.quotes.as_deref(), Some(&*id), "{row}: {told:?}");
        assert!(told.words.starts_with("❌ No le llegó al cliente"), "{row}: {told:?}");
        assert!(told.words.contains("no está en WhatsApp"), "{row}: {told:?}");
        case.becomes(place, Side::Agent, &id, &row, |seen| seen.reactions == ["❌"]).await;
        state(place, case, &id, MessageState::Failed, &row).await;
    }
    case.nothing_more(place, "told once");
}

async fn state<P: Place>(place: &P, case: &Case, id: &str, state: MessageState, row: &str) {
    let is_it = |place: &P| {
        let messages = place.ticket(case.ticket).messages;
        messages.iter().any(|message| message.wa_id.as_str() == id && message.state == state)
    };
    place.until(&format!("{row}: {state:?}"), is_it).await;
}
