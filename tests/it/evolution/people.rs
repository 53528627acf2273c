//! The fake server's people, heard through its webhooks, in the dialect of every version.

use relevo::domain::content::Content;
use relevo::domain::identity::Identity;
use relevo::domain::ids::SendId;
use relevo::domain::inbound::{Connection, Delivery, Inbound, Incoming, MemberChange};
use relevo::gateway::evolution::{WebhookSecrets, understand};
use relevo::gateway::{Gateway, MemberAction, Outbound};
use serde_json::json;

use super::answers::impatient;
use super::fake::{BOT_NAME, Dialect, FakeEvolution, Person};
use super::listener::Listener;

#[tokio::test]
async fn people_are_heard_in_every_dialect_with_their_chat_and_author() {
    let (fake, ear) = heard(&[(200, "")]).await;
    let ana = fake.person("Ana Gómez", "5491150001001", "200100100100100");
    let group = fake.group("Soporte", &[&ana]);
    for dialect in Dialect::ALL {
        fake.speak(dialect);
        fake.dm(&ana, "hola");
        fake.group_say(&ana, &group, "buen día", None);
    }
    assert_eq!(fake.settled().await, 0);
    let messages: Vec<Incoming> = events(&ear).into_iter().map(message).collect();
    let both = Identity::from_jids([&*ana.phone_jid(), &*ana.lid_jid()]);
    let (lid, phone) = (Identity::from_jid(&ana.lid_jid()), Identity::from_jid(&ana.phone_jid()));
    let said: Vec<(&str, &Identity)> =
        messages.iter().map(|m| (m.chat.as_str(), &m.author)).collect();
    assert_eq!(
        said,
        [
            (&*ana.lid_jid(), &lid),
            (&*group, &lid),
            (&*ana.lid_jid(), &both),
            (&*group, &both),
            (&*ana.lid_jid(), &both),
            (&*group, &both),
            (&*ana.phone_jid(), &phone),
            (&*group, &both),
        ]
    );
    assert!(messages.iter().all(|message| message.name == "Ana Gómez"));
}

#[tokio::test]
async fn a_reply_in_a_group_quotes_the_bots_message_in_every_dialect() {
    let (fake, ear) = heard(&[(200, "")]).await;
    let line = impatient(&fake.config());
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let by_lid = fake.group("Soporte", &[&ana]);
    fake.make_phone_groups();
    let by_phone = fake.group("Ventas", &[&ana]);
    for (group, author) in
        [(by_lid, "199900001111222@lid"), (by_phone, "5491150009999@s.whatsapp.net")]
    {
        let announced = Outbound::text(SendId(1), group.as_str().into(), "🎫 #42");
        let id = line.send(&announced).await.expect("sent");
        for dialect in Dialect::ALL {
            fake.speak(dialect);
            fake.group_say(&ana, &group, "lo tomo", Some(id.as_str()));
            fake.settled().await;
            let message = message(events(&ear).pop().expect("an event"));
            let quote = message.quote.expect("a quote");
            assert_eq!(
                (message.content, &quote.id),
                (Content::text("lo tomo"), &id),
                "{dialect:?}"
            );
            assert_eq!(quote.author, Identity::from_jid(author), "{dialect:?}");
        }
    }
}

#[tokio::test]
async fn what_the_line_sends_and_what_is_typed_on_its_phone_are_echoes() {
    let (fake, ear) = heard(&[(200, "")]).await;
    let line = impatient(&fake.config());
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let hello = Outbound::text(SendId(1), ana.phone_jid().as_str().into(), "hola");
    let sent = line.send(&hello).await.expect("sent");
    for dialect in Dialect::ALL {
        fake.speak(dialect);
        fake.type_on_phone(&ana, "a mano");
    }
    fake.settled().await;
    let echoes: Vec<(bool, String)> = events(&ear)
        .into_iter()
        .map(|event| match event {
            Inbound::Echo { typed_on_phone, id, chat, .. } => {
                (typed_on_phone, if typed_on_phone { chat.to_string() } else { id.to_string() })
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let (lid, phone) = (ana.lid_jid(), ana.phone_jid());
    let typed = [&lid, &lid, &lid, &phone].map(|chat| (true, chat.clone()));
    assert_eq!(echoes[0], (false, sent.to_string()));
    assert_eq!(echoes[1..], typed);
    assert_eq!(ear.told()[1].1["data"]["pushName"], json!(BOT_NAME));
}

#[tokio::test]
async fn edits_deletions_reactions_receipts_and_pictures_are_heard() {
    let (fake, ear) = heard(&[(200, "")]).await;
    let line = impatient(&fake.config());
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let group = fake.group("Soporte", &[&ana]);
    let hello = Outbound::text(SendId(1), group.as_str().into(), "hola");
    let sent = line.send(&hello).await.expect("sent");
    let first = fake.dm_quoting(&ana, "con herror", None);
    fake.edit(&ana, None, &first, "con error");
    fake.edit(&ana, Some(&group), &first, "otra vez");
    fake.revoke(&ana, None, &first);
    fake.react(&ana, Some(&group), sent.as_str(), "👍");
    fake.receipt(sent.as_str(), "READ");
    fake.dm_raw(&ana, "imageMessage", json!({"imageMessage": {"caption": "foto"}}));
    fake.settled().await;
    let seen: Vec<String> = events(&ear)
        .iter()
        .skip(2)
        .map(|event| match event {
            Inbound::Edited { id, chat, content, .. } => {
                format!("{id} {} {:?}", chat.is_some(), content.words())
            }
            Inbound::Revoked { id, .. } => format!("gone {id}"),
            Inbound::Reaction { target, emoji, .. } => format!("{emoji} {target}"),
            Inbound::Delivery { id, state: Delivery::Read, .. } => format!("read {id}"),
            Inbound::Message(message) => format!("{:?}", message.content.words()),
            Inbound::Ignored { .. } => "-".into(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        seen,
        [
            format!("{first} false Some(\"con error\")"),
            "-".into(),
            format!("{first} true Some(\"otra vez\")"),
            "-".into(),
            format!("gone {first}"),
            format!("gone {first}"),
            format!("👍 {sent}"),
            format!("read {sent}"),
            "Some(\"foto\")".into(),
        ]
    );
}

#[tokio::test]
async fn new_members_are_heard_in_every_dialect() {
    let (fake, ear) = heard(&[(200, "")]).await;
    let line = impatient(&fake.config());
    for (at, dialect) in Dialect::ALL.into_iter().enumerate() {
        fake.speak(dialect);
        let person =
            fake.person("Ana", &format!("549115000100{at}"), &format!("20010010010010{at}"));
        let both = Identity::from_jids([&*person.phone_jid(), &*person.lid_jid()]);
        let chat = fake.group("Soporte", &[]).as_str().into();
        line.change_member(&chat, &both, MemberAction::Add).await.expect("added");
        fake.settled().await;
        let expected = Inbound::Members { chat, people: vec![both], change: MemberChange::Joined };
        assert_eq!(events(&ear).pop(), Some(expected), "{dialect:?}");
    }
}

#[tokio::test]
async fn a_made_group_and_a_broken_link_are_heard() {
    let (fake, ear) = heard(&[(200, "")]).await;
    let line = impatient(&fake.config());
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let made = line
        .create_group("Soporte", &[Identity::from_jid(&ana.phone_jid())])
        .await
        .expect("a group");
    fake.disconnect(401);
    fake.reconnect();
    fake.raise("presence.update", json!({}));
    fake.settled().await;
    let seen = events(&ear);
    let (chat, subject, people) = (made.chat, made.subject, made.people);
    assert_eq!(seen[0], Inbound::Group { chat, subject, people });
    let down =
        Inbound::Connection { state: Connection::Disconnected, reason: Some("logged-out".into()) };
    assert_eq!(seen[1], down);
    assert_eq!(seen[2], Inbound::Connection { state: Connection::Connected, reason: None });
    assert!(matches!(seen[3], Inbound::Ignored { .. }));
}

#[tokio::test]
async fn webhooks_bring_their_secret_and_are_repeated_until_taken() {
    let (fake, ear) = heard(&[(500, ""), (503, ""), (200, "")]).await;
    let ana = fake.person("Ana", "5491150001001", "");
    let id = fake.dm(&ana, "hola");
    assert_eq!(fake.settled().await, 0);
    let told = ear.told();
    assert_eq!(told.len(), 3);
    let secrets = WebhookSecrets { path: "p4th".into(), header: "h34der".into() };
    for (token, body) in &told {
        assert!(secrets.authentic("p4th", Some(token.as_bytes())));
        assert_eq!(body["data"]["key"]["id"], json!(id));
    }
    // A refusal loses the event for good.
    let (fake, ear) = heard(&[(401, "")]).await;
    let ana = fake.person("Ana", "5491150001001", "");
    fake.dm(&ana, "hola");
    assert_eq!(fake.settled().await, 1);
    assert_eq!(ear.told().len(), 1);
}

#[tokio::test]
async fn a_subscription_keeps_the_noise_out() {
    let (fake, ear) = heard(&[(200, "")]).await;
    impatient(&fake.config()).ensure_instance(&ear.url, "h34der", false).await.expect("ready");
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    fake.raise("presence.update", json!({}));
    fake.dm(&ana, "hola");
    fake.raise("contacts.update", json!({}));
    fake.settled().await;
    assert_eq!(ear.told().len(), 1);
    assert_eq!(ear.told()[0].0, "h34der");
}

#[tokio::test]
async fn events_come_twice_and_in_any_order_on_demand() {
    let (fake, ear) = heard(&[(200, "")]).await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    fake.hold();
    let ids: Vec<String> = ["uno", "dos", "tres"].iter().map(|text| fake.dm(&ana, text)).collect();
    fake.faults(|faults| faults.duplicates = true);
    fake.release(|events| events.reverse());
    fake.settled().await;
    let heard: Vec<String> =
        events(&ear).into_iter().map(|event| message(event).id.to_string()).collect();
    assert_eq!(heard, [&ids[2], &ids[2], &ids[1], &ids[1], &ids[0], &ids[0]].map(Clone::clone));
}

#[tokio::test]
async fn a_private_person_and_one_without_a_lid_are_people_too() {
    let (fake, ear) = heard(&[(200, "")]).await;
    let beto: Person = fake.private_person("Beto", "5491150001002", "");
    fake.dm(&beto, "hola");
    fake.settled().await;
    assert_eq!(message(events(&ear).remove(0)).author, Identity::from_jid(&beto.phone_jid()));
}

/// A fake server, and an ear at its webhook.
async fn heard(answers: &[(u16, &str)]) -> (FakeEvolution, Listener) {
    let (fake, ear) = (FakeEvolution::start().await, Listener::start(answers).await);
    fake.set_webhook(&ear.url, &[("x-relevo-token", "h34der")]);
    (fake, ear)
}

fn events(ear: &Listener) -> Vec<Inbound> {
    let told = ear.told();
    told.iter()
        .flat_map(|(_, body)| understand(body.to_string().as_bytes()).expect("understood"))
        .collect()
}

fn message(event: Inbound) -> Incoming {
    match event {
        Inbound::Message(message) => message,
        other => panic!("{other:?}"),
    }
}
