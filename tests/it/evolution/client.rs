//! Our client against the fake server: what it sends, and what it makes of what comes back.

use relevo::domain::cargo::Target;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, SendId};
use relevo::domain::inbound::Connection;
use relevo::domain::outcome::QuoteRef;
use relevo::domain::phone::Phone;
use relevo::gateway::evolution::{Evolution, TOKEN_HEADER};
use relevo::gateway::{Gateway, GatewayError, MemberAction, MemberResult, Outbound};
use serde_json::{Value, json};

use super::answers::{impatient, rest};
use super::fake::{Asked, BOT, BOT_LID, FakeEvolution, INSTANCE, KEY, Person};

#[tokio::test]
async fn requests_look_like_the_recorded_ones() {
    let (fake, line) = office().await;
    fake.disconnect(428);
    let qr = line.connect().await.expect("an answer");
    fake.reconnect();
    drop(qr);
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let beto = fake.person("Beto", "5511990001003", "200100100100200");
    let group = fake.group("Soporte - Ana", &[&ana]);
    assert_eq!(group, "120363000010000000@g.us");
    let chat = ChatId::from(group);
    line.send(&text("5491150001001@s.whatsapp.net", "Hola, ¿en qué podemos ayudarte?"))
        .await
        .expect("sent");
    line.send(&replying()).await.expect("sent");
    line.look_up(&phone("5491150001001")).await.expect("an answer");
    line.create_group("Soporte - Ana", &[who(&ana), who(&beto)]).await.expect("a group");
    line.groups().await.expect("groups");
    line.group(&chat).await.expect("a group");
    line.change_member(&chat, &who(&beto), MemberAction::Add).await.expect("added");
    line.invite_link(&chat).await.expect("a link");
    line.link_state().await.expect("a state");

    let asked = fake.asked();
    for (at, (file, change)) in [
        ("connect-qr.json", same as fn(&mut Value)),
        ("send-text.json", same),
        ("send-quoted-full.json", |body| body["linkPreview"] = json!(false)),
        ("check.json", |body| body["numbers"] = json!(["5491150001001"])),
        ("group-create.json", |body| {
            body.as_object_mut()
                .unwrap()
                .retain(|name, _| name == "subject" || name == "participants");
        }),
        ("group-list.json", same),
        ("group-info.json", same),
        ("group-add.json", |body| body["participants"] = json!(["5511990001003@s.whatsapp.net"])),
        ("group-invite.json", same),
        ("connection-state.json", same),
    ]
    .into_iter()
    .enumerate()
    {
        let mut expected = rest(file)["request"].clone();
        change(&mut expected["body"]);
        let Asked { method, path, apikey, body, .. } = &asked[at];
        let found = json!({"method": method, "path": path, "body": body});
        expected.as_object_mut().unwrap().remove("headers");
        assert_eq!(found, expected, "{file}");
        assert_eq!(apikey, KEY);
    }
    assert_eq!(asked.len(), 10);
}

fn same(_: &mut Value) {}

#[tokio::test]
async fn a_text_goes_out_and_its_id_comes_back() {
    let (fake, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let id = line.send(&text(&ana.phone_jid(), "hola")).await.expect("sent");
    let sent = fake.sent();
    assert_eq!(
        (&*sent[0].chat, &*sent[0].text, &*sent[0].id),
        (&*ana.phone_jid(), "hola", id.as_str())
    );
    assert!(id.as_str().starts_with("3EB0"));
    // A LID is written to as it is.
    line.send(&text(&ana.lid_jid(), "otra")).await.expect("sent");
    assert_eq!(fake.sent()[1].chat, ana.lid_jid());
}

#[tokio::test]
async fn a_quote_shows_even_if_the_server_never_stored_the_message() {
    let (fake, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let group = fake.group("Soporte", &[&ana]);
    line.send(&Outbound { chat: group.as_str().into(), ..replying() }).await.expect("sent");
    assert_eq!(fake.sent()[0].quoted.as_deref(), Some("AC0000"));
    // Without its words only a stored message can be shown; the text goes out all the same.
    let mut bare = Outbound { chat: group.as_str().into(), ..replying() };
    bare.quote.as_mut().expect("a quote").text.clear();
    line.send(&bare).await.expect("sent");
    assert_eq!(fake.sent()[1].quoted, None);
}

#[tokio::test]
async fn who_is_not_on_whatsapp_and_a_group_we_are_not_in_are_never_reached() {
    let (fake, line) = office().await;
    let never = |result: Result<_, GatewayError>| matches!(result, Err(GatewayError::Never(_)));
    assert!(never(line.send(&text("5491150000404@s.whatsapp.net", "x")).await));
    let group = fake.group("Soporte", &[]);
    line.send(&text(&group, "x")).await.expect("sent");
    fake.forget_group(&group);
    assert!(never(line.send(&text(&group, "x")).await));
    assert!(never(line.send(&text(&group, " \n")).await));
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test]
async fn a_line_that_is_down_says_so_on_every_call() {
    let (fake, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let chat = ChatId::from(fake.group("Soporte", &[&ana]));
    fake.disconnect(428);
    let down = |result: Option<GatewayError>| {
        assert!(matches!(result, Some(GatewayError::NotConnected(_))), "{result:?}")
    };
    down(line.send(&text(&ana.phone_jid(), "x")).await.err());
    down(line.look_up(&phone("5491150001001")).await.err());
    down(line.create_group("x", &[who(&ana)]).await.err());
    down(line.groups().await.err());
    down(line.group(&chat).await.err());
    down(line.change_member(&chat, &who(&ana), MemberAction::Promote).await.err());
    assert_eq!(line.link_state().await.expect("a state").connection, Connection::Disconnected);
    fake.reconnect();
    assert_eq!(line.link_state().await.expect("a state").connection, Connection::Connected);
    line.send(&text(&ana.phone_jid(), "x")).await.expect("sent");
}

#[tokio::test]
async fn linking_waits_for_a_code_shows_it_and_ends() {
    let (fake, line) = office().await;
    fake.disconnect(401);
    let before = line.connect().await.expect("an answer");
    assert_eq!((before.connection, before.qr), (Connection::Connecting, None));
    let waiting = line.connect().await.expect("an answer");
    assert_eq!(
        (waiting.connection, waiting.qr),
        (Connection::WaitingForQr, Some("2@AAAAfakeqr2".into()))
    );
    fake.reconnect();
    assert_eq!(line.connect().await.expect("an answer").connection, Connection::Connected);
}

#[tokio::test]
async fn a_lost_answer_leaves_it_open_whether_a_message_was_sent() {
    let (fake, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    fake.faults(|faults| faults.lose_answers = 1);
    let lost = line.send(&text(&ana.phone_jid(), "hola")).await;
    assert!(matches!(lost, Err(GatewayError::Unknown(_))), "{lost:?}");
    assert_eq!(fake.sent().len(), 1);
    fake.faults(|faults| faults.too_many = 1);
    let refused = line.send(&text(&ana.phone_jid(), "hola")).await;
    assert!(matches!(refused, Err(GatewayError::Again(_))), "{refused:?}");
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test]
async fn numbers_are_found_in_the_spelling_that_whatsapp_has() {
    let (fake, line) = office().await;
    fake.person("Ana", "5491150001001", "200100100100100");
    fake.person("João", "553180000026", "200100100100300");
    for (asked, found) in [
        ("5491150001001", Some("5491150001001@s.whatsapp.net")),
        ("541150001001", Some("5491150001001@s.whatsapp.net")),
        ("5531980000026", Some("553180000026@s.whatsapp.net")),
        ("5491150000404", None),
    ] {
        let expected = found.map(Identity::from_jid);
        assert_eq!(line.look_up(&phone(asked)).await, Ok(expected), "{asked}");
    }
}

#[tokio::test]
async fn a_new_group_holds_only_those_who_could_be_added() {
    let (fake, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let beto = fake.private_person("Beto", "5491150001002", "200100100100200");
    let nobody = Identity::of_phone(phone("5491150000404"));
    let made = line
        .create_group("Soporte - Ana", &[who(&ana), who(&beto), nobody, who(&ana)])
        .await
        .expect("a group");
    let bot = Identity { phone: Some(phone(BOT)), ..Identity::from_jid(&format!("{BOT_LID}@lid")) };
    assert_eq!(made.subject, "Soporte - Ana");
    assert_eq!(made.people, [bot, who(&ana)]);
    assert_eq!(line.group(&made.chat).await, Ok(Some(made.clone())));
    let listed = line.groups().await.expect("groups");
    assert_eq!((listed.len(), &listed[0].chat, listed[0].people.len()), (1, &made.chat, 0));
    let empty = line.create_group("x", &[]).await;
    assert!(matches!(empty, Err(GatewayError::Never(_))), "{empty:?}");
}

#[tokio::test]
async fn a_limit_on_new_groups_is_a_reason_to_try_again() {
    let (fake, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    fake.faults(|faults| faults.group_limit = 1);
    let limited = line.create_group("x", &[who(&ana)]).await;
    assert!(
        matches!(&limited, Err(GatewayError::Again(why)) if why.contains("rate-overlimit")),
        "{limited:?}"
    );
    assert_eq!(fake.groups(), []);
    fake.faults(|faults| faults.lose_answers = 1);
    let lost = line.create_group("x", &[who(&ana)]).await;
    assert!(matches!(lost, Err(GatewayError::Unknown(_))), "{lost:?}");
    assert_eq!(line.groups().await.expect("groups").len(), 1);
}

#[tokio::test]
async fn each_members_own_status_counts_not_the_answers() {
    let (fake, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let beto = fake.private_person("Beto", "5491150001002", "200100100100200");
    let carla = fake.person("Carla", "5491150001003", "200100100100300");
    let group = fake.group("Soporte", &[&ana]);
    let chat = ChatId::from(group.as_str());
    let nobody = Identity::of_phone(phone("5491150000404"));
    for (person, action, result) in [
        (who(&carla), MemberAction::Add, MemberResult::Done),
        (who(&ana), MemberAction::Add, MemberResult::Done),
        (who(&beto), MemberAction::Add, MemberResult::NotAllowed),
        (nobody, MemberAction::Add, MemberResult::NotFound),
        (who(&beto), MemberAction::Promote, MemberResult::NotFound),
        (who(&ana), MemberAction::Promote, MemberResult::Done),
        (who(&carla), MemberAction::Remove, MemberResult::Done),
    ] {
        assert_eq!(
            line.change_member(&chat, &person, action).await,
            Ok(result),
            "{person:?} {action:?}"
        );
    }
    assert_eq!(fake.members(&group), ["Ana"]);
    assert!(fake.is_admin(&ana, &group));
    fake.faults(|faults| faults.member_timeouts = 1);
    let slow = line.change_member(&chat, &who(&carla), MemberAction::Add).await;
    assert!(matches!(slow, Err(GatewayError::Again(_))), "{slow:?}");
}

#[tokio::test]
async fn a_group_is_renamed_and_left_and_says_who_administers_it() {
    let (fake, gateway) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    for by_lid in [true, false] {
        if !by_lid {
            fake.make_phone_groups();
        }
        let group = fake.group("Soporte", &[&ana]);
        let chat = ChatId::from(group.as_str());
        gateway.rename_group(&chat, "Facturas").await.expect("renamed");
        gateway.rename_group(&chat, "Facturas").await.expect("and again");
        let own = gateway.own().await.expect("the line knows itself");
        let found = gateway.group(&chat).await.expect("an answer").expect("the group");
        assert_eq!((found.subject.as_str(), found.is_admin(&own)), ("Facturas", Some(true)));
        assert_eq!(found.is_admin(&who(&ana)), Some(false));
        fake.make_guest(&group);
        let found = gateway.group(&chat).await.expect("an answer").expect("the group");
        assert_eq!(found.is_admin(&own), Some(false));
        assert!(gateway.rename_group(&chat, "Mío").await.is_err());
        gateway.leave_group(&chat).await.expect("left");
        assert_eq!(gateway.group(&chat).await, Ok(None));
    }
}

#[tokio::test]
async fn a_member_not_known_by_phone_is_found_by_lid() {
    let (fake, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let group = fake.group("Soporte", &[&ana]);
    // The phone as WhatsApp once had it; `updateParticipant` looks nobody up.
    let known = Identity::from_jids(["541150001001@s.whatsapp.net", "200100100100100@lid"]);
    let result = line.change_member(&group.as_str().into(), &known, MemberAction::Promote).await;
    assert_eq!(result, Ok(MemberResult::Done));
    assert!(fake.is_admin(&ana, &group));
}

#[tokio::test]
async fn a_group_we_are_not_in_is_none_and_its_link_is_refused() {
    let (_fake, line) = office().await;
    let chat = ChatId::from("120363999999999999@g.us");
    assert_eq!(line.group(&chat).await, Ok(None));
    assert!(matches!(line.invite_link(&chat).await, Err(GatewayError::Never(_))));
}

#[tokio::test]
async fn an_invite_link_can_be_opened() {
    let (fake, line) = office().await;
    let group = fake.group("Soporte", &[]);
    let link = line.invite_link(&group.as_str().into()).await;
    assert_eq!(link, Ok("https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv".into()));
}

#[tokio::test]
async fn a_wrong_key_a_missing_instance_and_a_dead_server_are_told_apart() {
    let (fake, _line) = office().await;
    let fails = async |change: fn(&mut relevo::gateway::evolution::EvolutionConfig)| {
        let mut config = fake.config();
        change(&mut config);
        impatient(&config).link_state().await.expect_err("a failure")
    };
    let refused = fails(|config| config.api_key = "wrong".into()).await;
    assert_eq!(refused, GatewayError::Never("key-refused".into()));
    // The instance is looked for before the key.
    let missing = fails(|config| {
        config.instance = "nope".into();
        config.api_key = "wrong".into();
    })
    .await;
    assert!(matches!(missing, GatewayError::NotConnected(_)), "{missing:?}");
    let dead = fails(|config| config.base_url = "http://127.0.0.1:1".into()).await;
    assert_eq!(dead, GatewayError::Again("server-unreachable".into()));
}

#[tokio::test]
async fn an_instance_is_made_ready_and_again_without_harm() {
    let (fake, line) = office().await;
    for _ in 0..2 {
        line.ensure_instance("http://relevo.example/hooks/p4th", "h34der", false)
            .await
            .expect("ready");
    }
    let mut config = fake.config();
    config.instance = "sucursal norte".into();
    let other = impatient(&config);
    other
        .ensure_instance("http://relevo.example/hooks/p4th", "h34der", false)
        .await
        .expect("ready");

    let asked = fake.asked();
    let made: Vec<&Asked> = asked.iter().filter(|asked| asked.path == "/instance/create").collect();
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].body["instanceName"], json!("sucursal norte"));
    assert_eq!(made[0].body["groupsIgnore"], json!(false));
    let names =
        |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let set = asked
        .iter()
        .find(|asked| asked.path == format!("/webhook/set/{INSTANCE}"))
        .expect("a webhook");
    assert_eq!(
        names(&set.body["webhook"]),
        names(&rest("webhook-set.json")["request"]["body"]["webhook"])
    );
    assert_eq!(set.body["webhook"]["headers"], json!({TOKEN_HEADER: "h34der"}));
    let known = &schema()["POST /webhook/set"]["properties"]["webhook"]["properties"]["events"]["items"]
        ["enum"];
    for event in set.body["webhook"]["events"].as_array().expect("events") {
        assert!(known.as_array().expect("events").contains(event), "{event}");
    }
    let settings = asked
        .iter()
        .find(|asked| asked.path == format!("/settings/set/{INSTANCE}"))
        .expect("settings");
    let required = schema()["POST /settings/set"]["required"].clone();
    for name in required.as_array().expect("names") {
        assert!(settings.body[name.as_str().expect("a name")].is_boolean(), "{name}");
    }
}

/// A fake server, and a line that reaches it.
async fn office() -> (FakeEvolution, Evolution) {
    let fake = FakeEvolution::start().await;
    let line = impatient(&fake.config());
    (fake, line)
}

fn text(chat: &str, text: &str) -> Outbound {
    Outbound::text(SendId(1), chat.into(), text)
}

fn replying() -> Outbound {
    let quote = QuoteRef {
        id: Target::Known("AC0000".into()),
        from_us: false,
        author: Identity::from_jids(["5491150001002@s.whatsapp.net", "200100100100200@lid"]),
        text: "le digo que reinicie".into(),
    };
    Outbound { quote: Some(quote), ..text("120363000010000000@g.us", "cito en grupo") }
}

fn who(person: &Person) -> Identity {
    Identity::from_jids([&*person.phone_jid(), &*person.lid_jid()])
}

fn phone(digits: &str) -> Phone {
    Phone::from_digits(digits).expect("a phone")
}

fn schema() -> Value {
    let path = super::meaning::folder().join("schema/requests.json");
    serde_json::from_slice(&std::fs::read(path).expect("the schema")).expect("JSON")
}
