//! The door: who may bring webhooks, and what becomes of nonsense.

use serde_json::json;

use super::office::{HEADER, LINE, Office, PATH, SUPPORT};
use crate::evolution::fake::FakeEvolution;

#[actix_web::test]
async fn only_both_secrets_together_open_the_door() {
    let office = Office::open().await;
    office.set_up().await;
    let hugo = office.fake.person("Hugo Barrionuevo", "5493815550202", "402402402402402");
    let mut written = Vec::new();
    office.fake.hold();
    office.fake.dm(&hugo, "soporte");
    office.fake.release(|events| written.append(events));
    let body = written.pop().unwrap().to_string();
    let right = format!("/hooks/evolution/{PATH}");
    let longer = format!("{right}a");
    for (path, header) in [
        (&*right, None),
        (&right, Some("otro")),
        (&right, Some("")),
        (&right, Some(PATH)),
        (&longer, Some(HEADER)),
        ("/hooks/evolution/otro-camino", Some(HEADER)),
        ("/hooks/evolution/", Some(HEADER)),
        ("/hooks/evolution", Some(HEADER)),
    ] {
        assert_eq!(bring(&office, path, header, body.clone()).await, 404, "{path} {header:?}");
        // Whoever knocks learns nothing from nonsense either.
        assert_eq!(bring(&office, path, header, "{").await, 404, "{path} {header:?}");
    }
    assert!(office.heard(&hugo).is_empty() && office.ticket(1).is_none());
    // With the event's name behind it, as with `byEvents`.
    let by_event = format!("{right}/messages-upsert");
    assert_eq!(bring(&office, &by_event, Some(HEADER), body.clone()).await, 200);
    office.see(SUPPORT, "🎫 *Caso #1*").await;
    assert_eq!(bring(&office, &right, Some(HEADER), body.clone()).await, 200, "and once more");
    assert!(office.ticket(2).is_none());
    office.stop().await;
}

#[actix_web::test]
async fn nonsense_is_taken_and_breaks_nothing() {
    let office = Office::open().await;
    office.set_up().await;
    let epoch = office.app.engine.run(LINE).unwrap().house.epoch;
    let right = format!("/hooks/evolution/{PATH}");
    let deep = "[".repeat(200_000);
    let many = json!(vec![json!({"event": "messages.upsert"}); 5_000]).to_string();
    let long = json!({"event": "messages.upsert", "data": {"key": {"id": "X".repeat(100_000), "remoteJid": "1@lid"}}});
    for body in [
        "",
        "no es JSON",
        "null",
        "[]",
        "{}",
        "7",
        r#"{"event":"messages.upsert"}"#,
        r#"{"event":"messages.upsert","data":null}"#,
        r#"{"event":"messages.upsert","data":[[],7,null,{"key":{}}]}"#,
        r#"{"event":"messages.upsert","data":{"key":{"id":7,"remoteJid":{},"fromMe":"quizás"},"message":[]}}"#,
        r#"{"event":"messages.upsert","data":{"key":{"id":"A","remoteJid":"nadie"},"message":{"conversation":"x"}}}"#,
        r#"{"event":"connection.update","data":{"state":["open"]}}"#,
        r#"{"event":"group-participants.update","data":{"id":"1@g.us","participants":{"0":1},"action":"add"}}"#,
        r#"{"event":"suceso.nuevo","data":{"a":1}}"#,
        &deep,
        &many,
        &long.to_string(),
        "\u{feff}{}",
        "{\"event\":\"messages.upsert\u{0}\",\"data\":{}}",
    ] {
        let status = bring(&office, &right, Some(HEADER), body.to_owned()).await;
        assert_eq!(status, 200, "{}", body.chars().take(80).collect::<String>());
    }
    assert_eq!(bring(&office, &right, Some(HEADER), vec![0xff, 0xfe, 0x00]).await, 200);
    let hugo = office.fake.person("Hugo Barrionuevo", "5493815550202", "402402402402402");
    office.fake.dm(&hugo, "soporte");
    office.see(SUPPORT, "🎫 *Caso #1*").await;
    assert_eq!(office.app.engine.run(LINE).unwrap().house.epoch, epoch, "the line never broke");
    office.stop().await;
}

#[actix_web::test]
async fn the_webhook_is_set_once_the_evolution_server_is_up() {
    let fake = FakeEvolution::start().await;
    fake.faults(|faults| faults.down = 2);
    // Opening waits until the settings were taken.
    let office = Office::open_with(fake, relevo::domain::settings::LineSettings::default()).await;
    let hugo = office.fake.person("Hugo Barrionuevo", "5493815550202", "402402402402402");
    office.fake.dm(&hugo, "hola");
    office.hear(&hugo, "1. Soporte").await;
    office.stop().await;
}

async fn bring(
    office: &Office,
    path: &str,
    header: Option<&str>,
    body: impl Into<reqwest::Body>,
) -> u16 {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.post(format!("{}{path}", office.url)).body(body);
    let request = header.into_iter().fold(request, |r, value| r.header("x-relevo-token", value));
    request.send().await.unwrap().status().as_u16()
}
