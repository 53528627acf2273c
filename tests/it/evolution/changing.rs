//! Places, cards, changes of earlier messages, read marks and typing: as the recorded requests say.

use relevo::domain::cargo::{Cargo, MessageRef, Target};
use relevo::domain::content::ContactCard;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, SendId, WaId};
use relevo::domain::outcome::QuoteRef;
use relevo::gateway::{Gateway, Outbound};
use serde_json::json;

use super::answers::rest;
use super::fake::{Asked, BOT_NAME, INSTANCE, What};
use super::sending::{Office, copy, never, of};

#[tokio::test]
async fn places_and_cards_look_like_the_recorded_ones_and_arrive() {
    let office = Office::open().await;
    let place =
        Cargo::Location { latitude: -34.6, longitude: -58.38, name: Some("Obelisco".into()) };
    office.send(office.cargo(place)).await.expect("sent");
    let mut expected = rest("send-location.json")["request"]["body"].clone();
    // We have one of name and address; the server insists on both.
    expected["address"] = json!("-34.6, -58.38");
    assert_eq!(office.last().body, expected);
    let what = What::Place("-34.6,-58.38".into(), "Obelisco".into(), "-34.6, -58.38".into());
    assert_eq!(office.fake.sent()[0].what, what);

    let card =
        |name: &str, phone: &str| ContactCard { name: name.into(), phones: vec![phone.into()] };
    let carlos = card("Carlos Pérez", "+54 9 11 5000-2222");
    office.send(office.cargo(Cargo::Contacts { cards: vec![carlos.clone()] })).await.expect("sent");
    assert_eq!(office.last().body, rest("send-contact.json")["request"]["body"]);
    let cards = vec![carlos, card("Ana", "+5491150003333")];
    office.send(office.cargo(Cargo::Contacts { cards })).await.expect("sent");
    let shown = [("Carlos Pérez", "+54 9 11 5000-2222"), ("Ana", "+5491150003333")];
    let shown = shown.map(|(name, phone)| (name.into(), phone.into())).to_vec();
    assert_eq!(office.fake.sent()[2].what, What::Cards(shown));

    let bare =
        Cargo::Contacts { cards: vec![ContactCard { name: "Nadie".into(), phones: vec![] }] };
    never(office.send(office.cargo(bare)).await);
    assert_eq!(office.fake.sent().len(), 3);
}

#[tokio::test]
async fn a_place_can_reply_and_cards_cannot() {
    let office = Office::open().await;
    let asked = office.fake.dm(&office.ana, "¿dónde?");
    let quote = QuoteRef {
        id: Target::Known(asked.as_str().into()),
        from_us: false,
        author: Identity::default(),
        text: "¿dónde?".into(),
    };
    let card = ContactCard { name: "Ana".into(), phones: vec!["+5491150003333".into()] };
    for (cargo, shown) in [
        (Cargo::Location { latitude: 1.0, longitude: 2.5, name: None }, Some(asked.clone())),
        (Cargo::Contacts { cards: vec![card] }, None),
    ] {
        let message = Outbound { quote: Some(quote.clone()), ..office.cargo(cargo) };
        office.send(message).await.expect("sent");
        assert_eq!(office.fake.sent().pop().expect("a message").quoted, shown);
    }
}

#[tokio::test]
async fn reactions_edits_and_deletions_change_the_message_and_look_like_the_recorded_ones() {
    let office = Office::open().await;
    let own = office.send(office.text("Hola, ¿en qué podemos ayudarte?")).await.expect("sent");
    let theirs = WaId::from(office.fake.dm(&office.ana, "hola").as_str());
    let request = |file: &str, id: &WaId, place: &[&str]| {
        let mut expected = rest(file)["request"].clone();
        let mut at = &mut expected["body"];
        for step in place {
            at = &mut at[*step];
        }
        at["id"] = json!(id);
        json!([expected["method"], expected["path"], expected["body"]])
    };
    let last = || {
        let Asked { method, path, body, .. } = office.last();
        json!([method, path, body])
    };
    let react = |emoji: &str| Cargo::React { of: of(&theirs, false), emoji: emoji.into() };
    office.send(office.cargo(react("👍"))).await.expect("sent");
    assert_eq!(last(), request("send-reaction.json", &theirs, &["key"]));
    let reactions =
        || office.fake.message(theirs.as_str()).reactions.into_iter().collect::<Vec<_>>();
    assert_eq!(reactions(), [(BOT_NAME.into(), "👍".into())]);
    office.send(office.cargo(react(""))).await.expect("sent");
    assert_eq!(reactions(), []);
    never(office.send(office.cargo(react("ok"))).await);

    let edit = Cargo::Edit { of: of(&own, true), text: "Hola, ¿en qué te ayudamos?".into() };
    let edited = office.send(office.cargo(edit)).await.expect("sent");
    assert!(edited.as_str().starts_with("3EB0") && edited != own);
    assert_eq!(last(), request("edit.json", &own, &["key"]));
    let message = office.fake.message(own.as_str());
    assert_eq!(
        (&*message.text, message.edited, message.deleted),
        ("Hola, ¿en qué te ayudamos?", true, false)
    );

    office.send(office.cargo(Cargo::Revoke { of: of(&own, true) })).await.expect("sent");
    assert_eq!(last(), request("delete.json", &own, &[]));
    assert!(office.fake.message(own.as_str()).deleted);
    assert_eq!(office.fake.sent().len(), 1, "none of it is a new message");
}

#[tokio::test]
async fn in_a_group_somebody_elses_message_is_named_with_its_author() {
    let office = Office::open().await;
    let group = office.fake.group("Soporte", &[&office.ana]);
    assert_eq!(group, "120363000010000000@g.us");
    let theirs = WaId::from(office.fake.group_say(&office.ana, &group, "hola", None).as_str());
    let author = Identity::from_jids([&*office.ana.phone_jid(), "200100100100200@lid"]);
    let of = MessageRef { id: Target::Known(theirs.clone()), from_us: false, author };
    let send = async |cargo| {
        let message =
            Outbound { cargo: Some(cargo), ..Outbound::text(SendId(1), group.as_str().into(), "") };
        office.send(message).await.expect("sent");
    };
    send(Cargo::React { of: of.clone(), emoji: "✅".into() }).await;
    let mut expected = rest("send-reaction-group.json")["request"]["body"].clone();
    expected["key"]["id"] = json!(theirs);
    assert_eq!(office.last().body, expected);
    assert_eq!(office.fake.message(theirs.as_str()).reactions[BOT_NAME], "✅");
    send(Cargo::Revoke { of: of.clone() }).await;
    assert!(office.fake.message(theirs.as_str()).deleted);
    let nobodys = MessageRef { author: Identity::default(), ..of };
    let react = Cargo::React { of: nobodys, emoji: "✅".into() };
    let message = Outbound { chat: group.as_str().into(), ..office.cargo(react) };
    never(office.send(message).await);
}

#[tokio::test]
async fn what_cannot_be_changed_any_more_is_never_changed() {
    let office = Office::open().await;
    let own = office.send(office.text("hola")).await.expect("sent");
    let edit = |id: &WaId| office.cargo(Cargo::Edit { of: of(id, true), text: "chau".into() });
    office.fake.faults(|faults| faults.refuse_edits = 1);
    never(office.send(edit(&own)).await);
    office.fake.later(15 * 60_000 + 1);
    never(office.send(edit(&own)).await);
    never(office.send(edit(&"NOEXISTE".into())).await);
    // Under its other name the server does not know the chat.
    let elsewhere = Outbound { chat: office.ana.lid_jid().as_str().into(), ..edit(&own) };
    never(office.send(elsewhere).await);
    let blank = Cargo::Edit { of: of(&own, true), text: " ".into() };
    never(office.send(office.cargo(blank)).await);
    assert_eq!(office.fake.message(own.as_str()).text, "hola");
    // Cards cannot be edited, only deleted.
    let card = ContactCard { name: "Ana".into(), phones: vec!["+5491150003333".into()] };
    let card =
        office.send(office.cargo(Cargo::Contacts { cards: vec![card] })).await.expect("sent");
    never(office.send(edit(&card)).await);

    let copied = MessageRef { id: Target::Copy(copy()), ..of(&own, true) };
    let asked = office.fake.asked().len();
    for cargo in [
        Cargo::Revoke { of: copied.clone() },
        Cargo::Edit { of: copied.clone(), text: "x".into() },
        Cargo::React { of: copied, emoji: "👍".into() },
    ] {
        never(office.send(office.cargo(cargo)).await);
    }
    assert_eq!(
        office.fake.asked().len(),
        asked,
        "nothing is asked about a message that nobody knows"
    );
}

#[tokio::test]
async fn read_marks_and_typing_reach_the_chat() {
    let office = Office::open().await;
    let id = WaId::from(office.fake.dm(&office.ana, "hola").as_str());
    let chat = ChatId::from(office.ana.phone_jid().as_str());
    office.line.mark_read(&chat, &[id.clone(), id.clone()]).await.expect("marked");
    let mut expected = rest("mark-read.json")["request"]["body"].clone();
    expected["readMessages"][0]["id"] = json!(id);
    assert_eq!(
        (office.last().path, office.last().body),
        (format!("/chat/markMessageAsRead/{INSTANCE}"), expected)
    );
    assert!(office.fake.message(id.as_str()).read);
    // The server would say «success», and do nothing.
    for chat in [office.ana.lid_jid(), "120363000010000000@g.us".into()] {
        never(office.line.mark_read(&chat.as_str().into(), std::slice::from_ref(&id)).await);
    }
    office.line.show_typing(&chat, true).await.expect("shown");
    let mut expected = rest("presence.json")["request"]["body"].clone();
    expected["delay"] = json!(1_500);
    assert_eq!(office.last().body, expected);
    office.line.show_typing(&chat, false).await.expect("shown");
    let shown = ["composing", "paused"].map(|presence| (chat.to_string(), presence.to_owned()));
    assert_eq!(office.fake.presences(), shown);
}
