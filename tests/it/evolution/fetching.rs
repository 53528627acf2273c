//! Files that people sent, brought from the fake server.

use futures_util::TryStreamExt as _;
use relevo::domain::content::{Content, MediaKind};
use relevo::domain::file::FileRef;
use relevo::domain::inbound::Inbound;
use relevo::gateway::evolution::{Evolution, EvolutionConfig, understand};
use relevo::gateway::{Gateway, GatewayError};
use serde_json::json;

use super::answers::{impatient, rest};
use super::fake::{Dialect, FakeEvolution, Media};
use super::listener::Listener;

type Brought = (Vec<u8>, Option<String>);

#[tokio::test]
async fn a_file_comes_back_byte_for_byte_in_every_dialect() {
    let (fake, ear, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let group = fake.group("Soporte", &[&ana]);
    let bytes: Vec<u8> = (0..300_001_u32).map(|at| (at % 253) as u8).collect();
    for dialect in Dialect::ALL {
        fake.speak(dialect);
        fake.dm_media(&ana, Media::new(MediaKind::Voice, bytes.clone(), "audio/ogg; codecs=opus"));
        let voice = last_file(&fake, &ear).await;
        assert_eq!(voice.size, Some(bytes.len() as u64), "{dialect:?}");
        let brought = bring(&line, &voice).await.expect("a file");
        assert_eq!(brought, (bytes.clone(), Some("audio/ogg; codecs=opus".into())), "{dialect:?}");
        let photo = Media::new(MediaKind::Image, &b"\xFF\xD8\xFFx"[..], "image/jpeg");
        fake.group_media(&ana, &group, photo.captioned("mirá").once());
        let photo = last_file(&fake, &ear).await;
        assert_eq!(bring(&line, &photo).await.expect("a file").0, b"\xFF\xD8\xFFx", "{dialect:?}");
    }
    let mut expected = rest("get-base64-unknown.json")["request"]["body"].clone();
    let asked = fake.asked().remove(0);
    expected["message"]["key"]["id"] = asked.body["message"]["key"]["id"].clone();
    assert_eq!((asked.body, &*asked.path), (expected, "/chat/getBase64FromMediaMessage/relevo"));
}

#[tokio::test]
async fn a_file_that_is_gone_is_gone_for_good_and_one_that_breaks_off_is_not() {
    let (fake, ear, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let bytes = vec![7_u8; 500_000];
    fake.dm_media(&ana, Media::new(MediaKind::Image, bytes.clone(), "image/jpeg"));
    let file = last_file(&fake, &ear).await;
    fake.faults(|faults| faults.files_gone = 1);
    never(bring(&line, &file).await);
    fake.faults(|faults| faults.files_null = 1);
    never(bring(&line, &file).await);
    fake.faults(|faults| faults.files_cut = 1);
    let cut = bring(&line, &file).await;
    assert!(matches!(cut, Err(GatewayError::Again(_))), "{cut:?}");
    let hasty = impatient(&fake.config());
    fake.faults(|faults| faults.lose_answers = 1);
    let late = bring(&hasty, &file).await;
    assert!(matches!(late, Err(GatewayError::Again(_))), "{late:?}");
    fake.faults(|faults| faults.files_stuck = 1);
    let stuck = bring(&hasty, &file).await;
    assert_eq!(stuck, Err(GatewayError::Again("file-broke-off".into())));
    fake.faults(|faults| faults.down = 1);
    let down = bring(&line, &file).await;
    assert!(matches!(down, Err(GatewayError::Again(_))), "{down:?}");
    assert_eq!(bring(&line, &file).await.expect("a file").0, bytes);
    for source in ["", "2 AC00", "https://elsewhere.example"] {
        never(bring(&line, &FileRef { source: source.into(), ..file.clone() }).await);
    }
}

#[tokio::test]
async fn answers_beyond_the_fakes_are_sorted() {
    for (status, body, kind) in [
        (400, rest("get-base64-unknown.json")["response"]["body"].to_string(), "never"),
        (400, said("Error: The message is not of the media type"), "never"),
        (400, said("AxiosError: Request failed with status code 410"), "never"),
        (400, said("AxiosError: Request failed with status code 503"), "again"),
        (400, said("AxiosError: getaddrinfo ENOTFOUND mmg.whatsapp.net"), "again"),
        (
            400,
            said("TypeError: Cannot read properties of undefined (reading 'updateMediaMessage')"),
            "not connected",
        ),
        (502, "<html>".into(), "again"),
        (201, json!({"base64": null, "mimetype": "image/png"}).to_string(), "never"),
        (201, "null".into(), "again"),
        (201, String::new(), "again"),
        (201, json!({"base64": ""}).to_string(), "never"),
        (201, json!({"base64": "data:image/png;base64,AAAA"}).to_string(), "again"),
        (201, r#"{"mimetype":"image/png","base64":"AAAA"#.into(), "again"),
        (201, r#"{"base64":"AAAA","mimetype":"image/png"}"#.into(), "sent"),
    ] {
        let server = Listener::start(&[(status, &body)]).await;
        let found = match bring(&impatient(&config(&server.url)), &any_file()).await {
            Ok(_) => "sent",
            Err(GatewayError::Again(_)) => "again",
            Err(GatewayError::NotConnected(_)) => "not connected",
            Err(GatewayError::Never(_)) => "never",
            Err(GatewayError::Unknown(_)) => "unknown",
            Err(GatewayError::Moot(_) | GatewayError::NoFile(_)) => "of no gateway",
        };
        assert_eq!(found, kind, "{status} {body}");
    }
}

#[tokio::test]
async fn a_copy_elsewhere_is_taken_without_showing_the_key_and_missed_without_harm() {
    let (fake, ear, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    fake.keep_copies();
    fake.dm_media(
        &ana,
        Media::new(MediaKind::Document, &b"%PDF-1.7"[..], "application/pdf").named("a.pdf"),
    );
    let file = last_file(&fake, &ear).await;
    let brought = bring(&line, &file).await.expect("a file");
    assert_eq!(brought, (b"%PDF-1.7".to_vec(), Some("application/pdf".into())));
    let asked = fake.asked();
    assert_eq!((asked.len(), &*asked[0].apikey), (1, ""));
    assert!(asked[0].path.starts_with("/s3/"), "{}", asked[0].path);
    fake.faults(|faults| faults.copies_gone = 1);
    assert_eq!(bring(&line, &file).await.expect("a file").0, b"%PDF-1.7");
    assert_eq!(fake.asked().len(), 3, "the copy, and then the server");
    // Nobody there at all.
    let id = file.source.split(' ').nth(1).expect("an id");
    let dead = FileRef { source: format!("1 {id} http://127.0.0.1:1/x").into(), ..file.clone() };
    assert_eq!(bring(&line, &dead).await.expect("a file").0, b"%PDF-1.7");
}

#[tokio::test]
async fn a_copy_that_moved_is_followed_within_its_host_and_no_further() {
    let (fake, ear, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    fake.keep_copies();
    let id = fake.dm_media(&ana, Media::new(MediaKind::Image, &b"x"[..], "image/jpeg"));
    let file = last_file(&fake, &ear).await;
    let routes = || fake.asked().into_iter().map(|asked| asked.path).collect::<Vec<_>>();
    fake.faults(|faults| faults.copy_moved_to = Some(format!("/s3/{id}")));
    assert_eq!(bring(&line, &file).await.expect("a file").0, b"x");
    assert!(matches!(&routes()[..], [_, moved] if *moved == format!("/s3/{id}")), "{:?}", routes());
    let trap = Listener::start(&[(200, "not the file")]).await;
    fake.faults(|faults| faults.copy_moved_to = Some(trap.url.clone()));
    assert_eq!(bring(&line, &file).await.expect("a file").0, b"x");
    assert_eq!(trap.told(), []);
    assert!(routes()[3].starts_with("/chat/getBase64FromMediaMessage"), "{:?}", routes());
}

#[tokio::test]
async fn a_file_can_be_left_in_the_middle() {
    let (fake, ear, line) = office().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    fake.dm_media(&ana, Media::new(MediaKind::Video, vec![7_u8; 5_000_000], "video/mp4"));
    let file = last_file(&fake, &ear).await;
    let mut fetched = line.fetch(&file).await.expect("a file");
    let first = fetched.bytes.try_next().await.expect("no error").expect("a piece");
    assert!(!first.is_empty() && first.len() < 1_000_000, "{} bytes at once", first.len());
    drop(fetched);
    assert_eq!(bring(&line, &file).await.expect("a file").0.len(), 5_000_000);
}

async fn bring(line: &Evolution, file: &FileRef) -> Result<Brought, GatewayError> {
    let fetched = line.fetch(file).await?;
    let mime = fetched.mime;
    let pieces: Vec<bytes::Bytes> = fetched.bytes.try_collect().await?;
    Ok((pieces.concat(), mime))
}

/// A fake server, an ear at its webhook, and a line.
async fn office() -> (FakeEvolution, Listener, Evolution) {
    let (fake, ear) = (FakeEvolution::start().await, Listener::start(&[(200, "")]).await);
    fake.set_webhook(&ear.url, &[("x-relevo-token", "h34der")]);
    // Patient: a busy machine is no reason for a failure.
    let line = Evolution::new(&fake.config()).expect("a usable configuration");
    (fake, ear, line)
}

/// The file of the last message that was heard.
async fn last_file(fake: &FakeEvolution, ear: &Listener) -> FileRef {
    fake.settled().await;
    let (_, body) = ear.told().pop().expect("an event");
    match understand(body.to_string().as_bytes()).expect("understood").remove(0) {
        Inbound::Message(message) => match message.content {
            Content::Media { file, .. } => file.expect("a file"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn any_file() -> FileRef {
    FileRef::new(&"5491150001001@s.whatsapp.net".into(), &"AC00".into(), "1 AC00")
}

fn config(url: &str) -> EvolutionConfig {
    EvolutionConfig { base_url: url.into(), instance: "relevo".into(), api_key: "k".into() }
}

fn said(text: &str) -> String {
    json!({"status": 400, "error": "Bad Request", "response": {"message": [text]}}).to_string()
}

fn never<T: std::fmt::Debug>(result: Result<T, GatewayError>) {
    assert!(matches!(result, Err(GatewayError::Never(_))), "{result:?}");
}
