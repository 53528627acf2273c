//! What our client makes of the recorded answers, and of answers no server should give.

use std::time::Duration;

use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, SendId};
use relevo::domain::inbound::Connection;
use relevo::domain::phone::Phone;
use relevo::gateway::evolution::{Evolution, EvolutionConfig, Patience};
use relevo::gateway::{Gateway, GatewayError, LinkState, MemberAction, MemberResult, Outbound};
use serde_json::{Value, json};

use super::listener::Listener;

/// A client that waits no longer than a test can.
pub fn impatient(config: &EvolutionConfig) -> Evolution {
    let answer = Duration::from_millis(700);
    let patience = Patience { connect: Duration::from_millis(500), answer, slow_answer: answer };
    Evolution::patient(config, patience).expect("a usable configuration")
}

/// A recorded request with its answer.
pub fn rest(file: &str) -> Value {
    let path = super::meaning::folder().join("rest").join(file);
    serde_json::from_slice(&std::fs::read(path).expect("a fixture")).expect("JSON")
}

#[tokio::test]
async fn recorded_refusals_of_a_text_are_sorted() {
    for (file, expected) in [
        (
            "error-send-not-connected.json",
            GatewayError::NotConnected(
                "Cannot read properties of undefined (reading 'onWhatsApp') (500)".into(),
            ),
        ),
        ("error-group-create-not-connected.json", GatewayError::NotConnected(String::new())),
        ("error-logout-closed.json", GatewayError::NotConnected(String::new())),
        ("error-instance-missing.json", GatewayError::NotConnected(String::new())),
        ("send-text-notfound.json", GatewayError::Never("not-on-whatsapp".into())),
        ("group-send-unknown.json", GatewayError::Never("not-in-group".into())),
        (
            "error-missing-text.json",
            GatewayError::Never("instance requires property \"text\" (400)".into()),
        ),
        ("error-number-not-string.json", GatewayError::Never("Invalid format (400)".into())),
        (
            "error-group-no-participants.json",
            GatewayError::Never("participants does not meet minimum length of 1 (400)".into()),
        ),
        ("error-update-participant-no-jid.json", GatewayError::Never(String::new())),
        ("error-webhook-v1-flat.json", GatewayError::Never(String::new())),
        ("error-route-not-found.json", GatewayError::Never(String::new())),
        ("error-unauthorized.json", GatewayError::Never("key-refused".into())),
        ("edit-unknown.json", GatewayError::Never("Message not compatible (400)".into())),
        ("error-restart-closed.json", GatewayError::Again("[object Object] (200)".into())),
    ] {
        let recorded = rest(file)["response"].clone();
        let error =
            send_to(status(&recorded), &recorded["body"].to_string()).await.expect_err("a refusal");
        assert_eq!(
            std::mem::discriminant(&error),
            std::mem::discriminant(&expected),
            "{file}: {error:?}"
        );
        let said = expected
            .to_string()
            .split_once(": ")
            .map_or(String::new(), |(_, said)| said.to_owned());
        assert!(error.to_string().contains(&said), "{file}: {error:?}");
    }
}

#[tokio::test]
async fn recorded_successes_of_a_text_give_its_id() {
    for file in [
        "send-text.json",
        "send-text-digits.json",
        "send-quoted-full.json",
        "send-quoted-unknown-id.json",
        "group-send-text.json",
    ] {
        let recorded = rest(file)["response"].clone();
        let id = send_to(status(&recorded), &recorded["body"].to_string()).await.expect("sent");
        assert_eq!(Some(&*id), recorded["body"]["key"]["id"].as_str(), "{file}");
    }
}

#[tokio::test]
async fn statuses_and_words_beyond_the_recorded_ones_are_sorted() {
    let said = |text: &str| json!({"response": {"message": [text]}}).to_string();
    for (code, body, kind) in [
        (429, String::new(), "again"),
        (400, said("Error: rate-overlimit"), "again"),
        (500, said("unknown error"), "again"),
        (500, said("Error: Connection Closed"), "not connected"),
        (500, said("Timed Out"), "unknown"),
        (502, "<html>Bad Gateway</html>".into(), "again"),
        (503, String::new(), "again"),
        (504, "<html>".into(), "unknown"),
        (301, String::new(), "never"),
        (413, "<html>".into(), "never"),
        // Sent, or so it seems, but as what?
        (201, "{}".into(), "unknown"),
        (201, "<html>".into(), "unknown"),
        (201, json!({"key": {"id": "x".repeat(2_000_000)}}).to_string(), "unknown"),
        (201, json!({"key": {"id": 7}}).to_string(), "unknown"),
    ] {
        let error = send_to(code, &body).await.expect_err("a failure");
        let found = match error {
            GatewayError::Again(_) => "again",
            GatewayError::NotConnected(_) => "not connected",
            GatewayError::Never(_) => "never",
            GatewayError::Unknown(_) => "unknown",
            GatewayError::Moot(_) | GatewayError::NoFile(_) => "of no gateway",
        };
        assert_eq!(found, kind, "{code} {:.60}: {error:?}", body);
    }
}

#[tokio::test]
async fn an_error_never_repeats_a_number() {
    let body =
        json!({"response": {"message": ["5491150001001@s.whatsapp.net said no"]}}).to_string();
    let error = send_to(400, &body).await.expect_err("a refusal");
    assert_eq!(error, GatewayError::Never("…@s.whatsapp.net said no (400)".into()));
}

#[tokio::test]
async fn recorded_answers_about_people_and_groups_are_read() {
    let ana = Identity::from_jids(["5491150001001@s.whatsapp.net", "200100100100100@lid"]);
    let (line, _server) = answering("group-create-partial.json").await;
    let made = line
        .create_group("Soporte - Beto", &[Identity::from_jid("5491150001002@s.whatsapp.net")])
        .await;
    let made = made.expect("a group");
    assert_eq!((made.chat.as_str(), made.people.len()), ("120363000010000001@g.us", 2));

    let (line, _server) = answering("group-info.json").await;
    let found = line.group(&chat()).await.expect("an answer").expect("a group");
    assert_eq!((&*found.subject, &found.people[1]), ("Soporte - Ana", &ana));
    let (line, _server) = answering("group-info-notfound.json").await;
    assert_eq!(line.group(&chat()).await, Ok(None));
    let (line, _server) = answering("error-route-not-found.json").await;
    assert!(matches!(line.group(&chat()).await, Err(GatewayError::Never(_))));

    let (line, _server) = answering("group-list.json").await;
    let all = line.groups().await.expect("groups");
    assert_eq!(
        all.iter().map(|group| &*group.subject).collect::<Vec<_>>(),
        ["Soporte - Ana", "Soporte - Beto"]
    );

    let (line, _server) = answering("check.json").await;
    let phone = |digits| Phone::from_digits(digits).expect("a phone");
    assert_eq!(
        line.look_up(&phone("5491150001001")).await,
        Ok(Some(Identity::from_jid("5491150001001@s.whatsapp.net")))
    );
    assert_eq!(line.look_up(&phone("5491150000404")).await, Ok(None));
    assert!(matches!(line.look_up(&phone("5491150000999")).await, Err(GatewayError::Again(_))));

    let (line, _server) = answering("group-add.json").await;
    assert_eq!(line.change_member(&chat(), &ana, MemberAction::Add).await, Ok(MemberResult::Done));
    let (line, _server) = answering("group-invite.json").await;
    assert_eq!(
        line.invite_link(&chat()).await,
        Ok("https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv".into())
    );
}

#[tokio::test]
async fn a_group_described_without_its_members_is_asked_for_them() {
    let mut info = rest("group-info.json")["response"]["body"].clone();
    info.as_object_mut().expect("an object").remove("participants");
    let members = rest("group-participants.json")["response"]["body"].to_string();
    let (line, _server) = answers(&[(200, &info.to_string()), (200, &members)]).await;
    assert_eq!(line.group(&chat()).await.expect("an answer").expect("a group").people.len(), 3);
}

#[tokio::test]
async fn statuses_of_members_may_be_texts_or_numbers() {
    let ana = Identity::from_jid("5491150001001@s.whatsapp.net");
    for (status, expected) in [
        (json!("200"), Ok(MemberResult::Done)),
        (json!(409), Ok(MemberResult::Done)),
        (json!("403"), Ok(MemberResult::NotAllowed)),
        (json!("404"), Ok(MemberResult::NotFound)),
        (json!("408"), Err(GatewayError::Again("the member's status is 408".into()))),
        (json!("419"), Err(GatewayError::Never("group-full".into()))),
        (json!(null), Err(GatewayError::Again("the answer says nothing about the member".into()))),
    ] {
        let body = json!({"updateParticipants": [{"status": status, "jid": "x"}]}).to_string();
        let (line, _server) = answers(&[(201, &body)]).await;
        assert_eq!(
            line.change_member(&chat(), &ana, MemberAction::Add).await,
            expected,
            "{status}"
        );
    }
}

#[tokio::test]
async fn recorded_states_of_the_link_are_read() {
    let state = async |file| {
        let (line, _server) = answering(file).await;
        line.link_state().await.expect("a state").connection
    };
    assert_eq!(state("connection-state.json").await, Connection::Connected);
    assert_eq!(state("state-after-logout.json").await, Connection::Disconnected);
    let (line, _server) = answering("connect-qr.json").await;
    let qr = Some("2@AAAAfakeqrAAAA,BBBB=,CCCC=,DDDD=".into());
    assert_eq!(
        line.connect().await,
        Ok(LinkState { connection: Connection::WaitingForQr, qr, pairing: None })
    );
    let (line, _server) = answering("connect-when-open.json").await;
    assert_eq!(line.connect().await, Ok(LinkState::of(Connection::Connected)));
    // HTTP 200, and yet a failure.
    let (line, _server) = answering("error-restart-closed.json").await;
    assert!(matches!(line.connect().await, Err(GatewayError::Again(_))));
}

async fn send_to(status: u16, body: &str) -> Result<String, GatewayError> {
    let (line, _server) = answers(&[(status, body)]).await;
    let message = Outbound::text(SendId(1), "5491150001001@s.whatsapp.net".into(), "hola");
    line.send(&message).await.map(|id| id.as_str().to_owned())
}

async fn answering(file: &str) -> (Evolution, Listener) {
    let recorded = rest(file)["response"].clone();
    answers(&[(status(&recorded), &recorded["body"].to_string())]).await
}

async fn answers(answers: &[(u16, &str)]) -> (Evolution, Listener) {
    let server = Listener::start(answers).await;
    let config = EvolutionConfig {
        base_url: server.url.clone(),
        instance: "relevo".into(),
        api_key: "k".into(),
    };
    (impatient(&config), server)
}

fn status(recorded: &Value) -> u16 {
    recorded["status"].as_u64().and_then(|status| status.try_into().ok()).expect("a status")
}

fn chat() -> ChatId {
    "120363000010000000@g.us".into()
}
