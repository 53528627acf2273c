//! Messages that are changed after they were sent, and what is seen of them on the other side.

use std::sync::atomic::Ordering;

use relevo::domain::cargo::{Cargo, CopyRef, MessageRef, Target};
use relevo::domain::content::Content;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, SendId, TicketNo, WaId};
use relevo::domain::inbound::{Delivery, Inbound};
use relevo::gateway::simulator::{
    Faults, PersonId, PersonKind, Place, RowView, Simulator, SimulatorError, Ticks,
};
use relevo::gateway::{Gateway, GatewayError, MemberAction, Outbound};

use super::{NOW, clock, in_memory, outbound, phone};

const MINUTE_MS: i64 = 60_000;

#[tokio::test]
async fn the_line_edits_deletes_and_reacts_and_the_same_again_is_the_same() {
    let simulator = in_memory();
    let (marta, place, chat) = marta(&simulator);
    let said = simulator.write_dm(marta, "Hola", None).unwrap();
    let id = simulator.send(&outbound(1, &chat, "Hola, soy Jaun")).await.unwrap();
    let doomed = simulator.send(&outbound(2, &chat, "no era para vos")).await.unwrap();
    let changes = [
        Cargo::Edit { of: own(&id), text: "Hola, soy Juan".into() },
        Cargo::Revoke { of: own(&doomed) },
        Cargo::React { of: own(&said), emoji: "👍".into() },
        Cargo::React { of: own(&said), emoji: "❤️".into() },
    ];
    for (n, cargo) in changes.into_iter().enumerate() {
        let change = change(10 + n as i64, &chat, cargo);
        let id = simulator.send(&change).await.unwrap();
        assert_eq!(simulator.send(&change).await.unwrap(), id);
    }
    let rows = simulator.phone(marta).unwrap().direct;
    assert_eq!(
        (rows[1].text.as_str(), rows[1].edited, rows[1].deleted),
        ("Hola, soy Juan", true, false)
    );
    assert_eq!((rows[2].text.as_str(), rows[2].deleted), ("", true));
    assert_eq!(emojis(&rows[0]), ["❤️"]);
    let tally = simulator.read(|network| network.tally());
    assert_eq!((tally.sent, tally.changed, tally.repeated, tally.conflicting), (2, 4, 4, 0));

    simulator
        .send(&change(20, &chat, Cargo::React { of: own(&said), emoji: String::new() }))
        .await
        .unwrap();
    assert!(simulator.phone(marta).unwrap().direct[0].reactions.is_empty());
    simulator.send(&outbound(1, &chat, "Hola, soy Jaun")).await.unwrap();
    let tally = simulator.read(|network| network.tally());
    assert_eq!(tally.conflicting, 0, "a message that was edited since is sent again as it was");
    assert_eq!(simulator.read(|network| network.log(&place).count()), 3);
}

#[tokio::test]
async fn what_the_line_may_not_change_it_never_will() {
    let (time, now) = clock();
    let simulator = Simulator::in_memory(now);
    let (marta, _, chat) = marta(&simulator);
    let said = simulator.write_dm(marta, "Hola", None).unwrap();
    let old = simulator.send(&outbound(1, &chat, "viejo")).await.unwrap();
    let of = own;
    let edit = |of: MessageRef| Cargo::Edit { of, text: "x".into() };
    let unsent = Target::Copy(CopyRef { ticket: TicketNo(1), seq: 1, part: 0 });
    let unsent = MessageRef { id: unsent, ..of(&old) };
    let mut n = 100;
    let mut refused = async |cargo: Cargo| {
        n += 1;
        let answer = simulator.send(&change(n, &chat, cargo)).await;
        matches!(answer, Err(GatewayError::Never(_)))
    };
    assert!(refused(edit(of(&said))).await, "somebody else's words");
    assert!(refused(Cargo::Revoke { of: of(&said) }).await, "somebody else's message");
    assert!(refused(edit(of(&"404".into()))).await, "no such message");
    assert!(refused(Cargo::React { of: unsent.clone(), emoji: "👍".into() }).await);
    assert!(refused(edit(unsent.clone())).await && refused(Cargo::Revoke { of: unsent }).await);
    assert!(refused(Cargo::React { of: of(&said), emoji: "ok".into() }).await, "no emoji");
    assert!(refused(Cargo::Edit { of: of(&old), text: " ".into() }).await, "no words");
    time.store(NOW.0 + 15 * MINUTE_MS, Ordering::SeqCst);
    assert!(!refused(edit(of(&old))).await, "a quarter of an hour is in time");
    time.store(NOW.0 + 15 * MINUTE_MS + 1, Ordering::SeqCst);
    assert!(refused(edit(of(&old))).await, "too late to edit");
    time.store(NOW.0 + 48 * 60 * MINUTE_MS + 1, Ordering::SeqCst);
    assert!(refused(Cargo::Revoke { of: of(&old) }).await, "too late to delete");
    time.store(NOW.0 + 48 * 60 * MINUTE_MS, Ordering::SeqCst);
    assert!(!refused(Cargo::Revoke { of: of(&old) }).await, "two days are in time");
    assert!(refused(Cargo::React { of: of(&old), emoji: "👍".into() }).await, "it is gone");
    assert!(refused(edit(of(&old))).await, "it is gone");
}

#[test]
fn a_person_edits_deletes_and_reacts_and_each_is_reported_once() {
    let simulator = in_memory();
    let (marta, place, chat) = marta(&simulator);
    let id = simulator.write_dm(marta, "sin intrenet", None).unwrap();
    simulator.edit(marta, &place, &id, "sin internet").unwrap();
    simulator.react(marta, &place, &id, "😢").unwrap();
    simulator.react(marta, &place, &id, "😢").unwrap();
    simulator.react(marta, &place, &id, "").unwrap();
    simulator.react(marta, &place, &id, "").unwrap();
    simulator.delete(marta, &place, &id).unwrap();
    simulator.delete(marta, &place, &id).unwrap();

    let author = simulator.read(|network| network.person(marta).unwrap().identity());
    let reported = &reports(&simulator)[1..];
    let (edited, reactions, revoked) = (&reported[0], &reported[1..3], &reported[3..]);
    let (content, at) = (Content::text("sin internet"), Some(NOW));
    assert_eq!(*edited, Inbound::Edited { id: id.clone(), chat: Some(chat.clone()), content, at });
    assert_eq!(revoked, [Inbound::Revoked { id: id.clone(), chat: Some(chat.clone()) }]);
    let seen: Vec<_> = reactions
        .iter()
        .map(|inbound| match inbound {
            Inbound::Reaction { chat: where_, author: who, target, emoji, .. } => {
                assert_eq!((where_, who, target), (&chat, &author, &id));
                emoji.as_str()
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(seen, ["😢", ""]);
    simulator.repeat(&place, &id).unwrap();
    assert_eq!(super::words(reports(&simulator).last().unwrap()).unwrap(), "sin intrenet");
}

#[tokio::test]
async fn people_change_only_what_is_theirs_unless_they_run_the_group() {
    let (time, now) = clock();
    let simulator = Simulator::in_memory(now);
    let [ana, rui] = ["5491150001001", "5491150001002"]
        .map(|number| simulator.add_person("", &phone(number), PersonKind::Agent).unwrap());
    let who = |person| simulator.read(|network| network.person(person).unwrap().identity());
    let chat = simulator.create_group("Soporte", &[who(ana), who(rui)]).await.unwrap().chat;
    let place = Place::Group(chat.clone());
    let id = simulator.write_group(rui, &chat, "mío", None).unwrap();
    let lines = simulator.send(&outbound(1, &chat, "Caso #1")).await.unwrap();

    assert_eq!(simulator.edit(ana, &place, &id, "x"), Err(SimulatorError::NotYours));
    assert_eq!(simulator.delete(ana, &place, &id), Err(SimulatorError::NotYours));
    assert_eq!(simulator.delete(ana, &place, &lines), Err(SimulatorError::NotYours));
    let outside = simulator.phones()[0].person;
    assert_eq!(simulator.react(outside, &place, &id, "👍"), Err(SimulatorError::NotMember));
    assert_eq!(simulator.open_chat(outside, &place), Err(SimulatorError::NotMember));
    assert_eq!(simulator.react(ana, &place, &id, "sí"), Err(SimulatorError::NoEmoji));
    let pin = Content::Location { latitude: 0.0, longitude: 0.0, name: None, live: false };
    let pin = simulator.write(rui, &place, pin, None).unwrap();
    assert_eq!(simulator.edit(rui, &place, &pin, "x"), Err(SimulatorError::NoWords));

    simulator.change_member(&chat, &who(ana), MemberAction::Promote).await.unwrap();
    simulator.delete(ana, &place, &lines).unwrap();
    simulator.delete(ana, &place, &id).unwrap();
    assert_eq!(simulator.react(ana, &place, &id, "👍"), Err(SimulatorError::UnknownMessage));
    assert_eq!(simulator.edit(rui, &place, &id, "x"), Err(SimulatorError::UnknownMessage));
    let quoting = simulator.write_group(ana, &chat, "?", Some(&id));
    assert_eq!(quoting, Err(SimulatorError::UnknownMessage), "what is gone cannot be quoted");
    time.fetch_add(15 * MINUTE_MS + 1, Ordering::SeqCst);
    let young = simulator.write_group(rui, &chat, "hola", None).unwrap();
    time.fetch_add(15 * MINUTE_MS + 1, Ordering::SeqCst);
    assert_eq!(simulator.edit(rui, &place, &young, "x"), Err(SimulatorError::TooLate));
    simulator.delete(rui, &place, &young).unwrap();
}

#[tokio::test]
async fn a_message_of_the_line_is_sent_delivered_and_read() {
    let simulator = in_memory();
    let (marta, place, chat) = marta(&simulator);
    let off = Faults { off: [marta].into(), ..Faults::default() };
    simulator.set_faults(off);
    let id = simulator.send(&outbound(1, &chat, "Hola")).await.unwrap();
    assert_eq!(states(&simulator), [(id.clone(), Delivery::Sent)]);
    assert_eq!(ticks(&simulator, marta), [Ticks::Sent]);
    assert_eq!(simulator.open_chat(marta, &place), Err(SimulatorError::PhoneOff));
    assert_eq!(simulator.write_dm(marta, "Hola", None), Err(SimulatorError::PhoneOff));

    simulator.set_faults(Faults::default());
    assert_eq!(ticks(&simulator, marta), [Ticks::Delivered]);
    simulator.open_chat(marta, &place).unwrap();
    simulator.open_chat(marta, &place).unwrap();
    assert_eq!(ticks(&simulator, marta), [Ticks::Read]);
    let all = [Delivery::Sent, Delivery::Delivered, Delivery::Read];
    assert_eq!(states(&simulator), all.map(|state| (id.clone(), state)), "each once, in order");

    let next = simulator.send(&outbound(2, &chat, "¿Seguís ahí?")).await.unwrap();
    simulator.write_dm(marta, "Sí", None).unwrap();
    assert_eq!(states(&simulator).last(), Some(&(next, Delivery::Read)), "who answers has read");
}

#[tokio::test]
async fn in_a_group_everybody_has_to_read() {
    let simulator = in_memory();
    let members = ["5491150001001", "5491150001002"];
    let people =
        members.map(|number| simulator.add_person("", &phone(number), PersonKind::Agent).unwrap());
    let who =
        people.map(|person| simulator.read(|network| network.person(person).unwrap().identity()));
    let chat = simulator.create_group("Soporte", &who).await.unwrap().chat;
    simulator.send(&outbound(1, &chat, "Caso #1")).await.unwrap();
    let seen = || simulator.chats()[0].rows[0].ticks;
    assert_eq!(seen(), Ticks::Delivered);
    for (person, then) in people.into_iter().zip([Ticks::Delivered, Ticks::Read]) {
        simulator.open_chat(person, &Place::Group(chat.clone())).unwrap();
        assert_eq!(seen(), then);
    }
}

#[tokio::test]
async fn the_customer_sees_that_the_line_has_read_and_is_writing() {
    let (time, now) = clock();
    let simulator = Simulator::in_memory(now);
    let (marta, _, chat) = marta(&simulator);
    let id = simulator.write_dm(marta, "Hola", None).unwrap();
    assert_eq!(ticks(&simulator, marta), [Ticks::Sent]);
    let (delivery, _) = simulator.take_delivery().unwrap();
    simulator.ack(delivery);
    assert_eq!(ticks(&simulator, marta), [Ticks::Delivered]);
    simulator.mark_read(&chat, &[id, "404".into()]).await.unwrap();
    assert_eq!(ticks(&simulator, marta), [Ticks::Read]);

    let shown = || simulator.phone(marta).unwrap().typing;
    simulator.show_typing(&chat, true).await.unwrap();
    assert!(shown());
    simulator.show_typing(&chat, false).await.unwrap();
    assert!(!shown());
    simulator.show_typing(&chat, true).await.unwrap();
    time.fetch_add(25_000, Ordering::SeqCst);
    assert!(!shown(), "nobody writes for ever");
    simulator.show_typing(&chat, true).await.unwrap();
    simulator.send(&outbound(1, &chat, "Hola")).await.unwrap();
    assert!(!shown(), "the message is there");
    simulator.set_faults(Faults { offline: true, ..Faults::default() });
    simulator.show_typing(&chat, true).await.unwrap_err();
    simulator.mark_read(&chat, &[]).await.unwrap_err();
}

#[test]
fn who_is_writing_is_told_at_once_or_never() {
    let simulator = in_memory();
    let (marta, place, chat) = marta(&simulator);
    simulator.set_typing(marta, &place, true).unwrap();
    simulator.set_typing(marta, &place, false).unwrap();
    let (id, inbound) = simulator.take_delivery().unwrap();
    let author = simulator.read(|network| network.person(marta).unwrap().identity());
    assert_eq!(inbound, Inbound::Typing { chat, author, on: false }, "only the newest counts");
    simulator.nack(id);
    simulator.ack(id);
    assert!(simulator.take_delivery().is_none());

    simulator.set_faults(Faults { offline: true, ..Faults::default() });
    simulator.set_typing(marta, &place, true).unwrap();
    simulator.set_faults(Faults::default());
    simulator.set_typing(marta, &Place::Direct(PersonId(99)), true).unwrap_err();
    while let Some((id, inbound)) = simulator.take_delivery() {
        assert!(matches!(inbound, Inbound::Connection { .. }), "{inbound:?}");
        simulator.ack(id);
    }
}

#[tokio::test]
async fn all_of_it_is_found_again_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let open = || Simulator::open(dir.path(), clock().1).unwrap();
    let simulator = open();
    let (marta, place, chat) = marta(&simulator);
    let said = simulator.write_dm(marta, "Hola", None).unwrap();
    simulator.edit(marta, &place, &said, "Hola!").unwrap();
    simulator.react(marta, &place, &said, "👍").unwrap();
    let id = simulator.send(&outbound(1, &chat, "Buenas")).await.unwrap();
    let edit = change(2, &chat, Cargo::Edit { of: own(&id), text: "Buenas tardes".into() });
    simulator.send(&edit).await.unwrap();
    simulator.mark_read(&chat, std::slice::from_ref(&said)).await.unwrap();
    simulator.open_chat(marta, &place).unwrap();
    let gone = simulator.write_dm(marta, "no", None).unwrap();
    simulator.delete(marta, &place, &gone).unwrap();
    assert!(simulator.settled().await);
    let left = simulator.network();
    drop(simulator);

    let simulator = open();
    assert_eq!(simulator.network(), left);
    simulator.send(&edit).await.unwrap();
    let tally = simulator.read(|network| network.tally());
    assert_eq!(
        (tally.changed, tally.repeated, tally.conflicting),
        (1, 1, 0),
        "known after a restart"
    );
    let rows = simulator.phone(marta).unwrap().direct;
    assert_eq!(
        (rows[0].text.as_str(), rows[0].ticks, emojis(&rows[0])),
        ("Hola!", Ticks::Read, vec!["👍"])
    );
    assert_eq!(
        (rows[1].text.as_str(), rows[1].edited, rows[1].ticks),
        ("Buenas tardes", true, Ticks::Read)
    );
    assert!(rows[2].deleted);
}

fn marta(simulator: &Simulator) -> (PersonId, Place, ChatId) {
    let marta = simulator.phones()[0].person;
    let chat = simulator.read(|network| network.person(marta).unwrap().chat());
    (marta, Place::Direct(marta), chat)
}

fn own(id: &WaId) -> MessageRef {
    MessageRef { id: id.clone().into(), from_us: true, author: Identity::default() }
}

fn change(id: i64, chat: &ChatId, cargo: Cargo) -> Outbound {
    Outbound { cargo: Some(cargo), ..Outbound::text(SendId(id), chat.clone(), "instead") }
}

fn reports(simulator: &Simulator) -> Vec<Inbound> {
    simulator.read(|network| {
        network.pending_deliveries().map(|pending| pending.inbound.clone()).collect()
    })
}

fn states(simulator: &Simulator) -> Vec<(WaId, Delivery)> {
    let state = |inbound| match inbound {
        Inbound::Delivery { id, state, .. } => Some((id, state)),
        _ => None,
    };
    reports(simulator).into_iter().filter_map(state).collect()
}

fn ticks(simulator: &Simulator, person: PersonId) -> Vec<Ticks> {
    simulator.phone(person).unwrap().direct.iter().map(|row| row.ticks).collect()
}

fn emojis(row: &RowView) -> Vec<&str> {
    row.reactions.iter().map(|reaction| reaction.emoji.as_str()).collect()
}
