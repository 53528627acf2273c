//! Everything that is not text, in each version's words: carried as what it is where the gateway gives a way to
//! it, a labelled line on the other side where it gives none, and kept in the history. Every kind with its file is
//! in `carried`.

use relevo::domain::content::{ContactCard, Content, MediaKind};
use serde_json::{Value, json};

use super::office::{Office, SUPPORT};
use crate::evolution::fake::{Dialect, FakeEvolution, File, Media, Person, What};

const JUAN_1: &str = "Chat soporte Juan N°1";

#[actix_web::test]
async fn what_is_not_text_arrives_in_every_dialect_and_stays_in_the_history() {
    for dialect in Dialect::ALL {
        let fake = FakeEvolution::start().await;
        fake.speak(dialect);
        let office = Office::open_with(fake, Default::default()).await;
        let team = office.set_up().await;
        let hugo = office.fake.person("Hugo Barrionuevo", "5493815550202", "402402402402402");
        office.fake.dm(&hugo, "soporte");
        // Half of it waits for the agent, the other half is relayed at once.
        let mut before = things();
        let after = before.split_off(5);
        for (kind, message, _, _) in &before {
            send(&office, &hugo, kind, message);
        }
        let announced = office.see(SUPPORT, "🎫 *Caso #1*").await;
        office.fake.settled().await;
        office.say(&team.juan, SUPPORT, "mío", Some(&announced.id));
        office.see(JUAN_1, before.last().unwrap().2).await;
        for (kind, message, _, _) in &after {
            send(&office, &hugo, kind, message);
        }
        office.see(JUAN_1, after.last().unwrap().2).await;

        let shown = office.shown(JUAN_1);
        let shown: Vec<(&str, What)> =
            shown.iter().map(|sent| (&*sent.text, sent.what.clone())).collect();
        let expected: Vec<(&str, What)> =
            before.iter().chain(&after).map(|thing| (thing.2, carried(&thing.1))).collect();
        assert_eq!(shown[2..], expected, "{dialect:?}: after the header and the first text");
        let kept: Vec<Content> =
            office.ticket(1).unwrap().messages.into_iter().map(|message| message.content).collect();
        // Only the picture came with its file.
        let files: Vec<bool> = kept[1..].iter().map(|content| content.file().is_some()).collect();
        let given: Vec<bool> = before.iter().chain(&after).map(|thing| thing.0 == IMAGE).collect();
        assert_eq!(files, given, "{dialect:?}");
        let kept: Vec<Content> = kept.into_iter().map(without_file).collect();
        let contents: Vec<Content> = before.into_iter().chain(after).map(|thing| thing.3).collect();
        assert_eq!(kept[1..], contents, "{dialect:?}");
        office.stop().await;
    }
}

#[actix_web::test]
async fn what_an_agent_sends_that_is_not_text_reaches_the_customer_as_a_labelled_line() {
    let office = Office::open().await;
    let team = office.set_up().await;
    let hugo = office.fake.person("Hugo Barrionuevo", "5493815550202", "402402402402402");
    office.fake.dm(&hugo, "soporte");
    let announced = office.see(SUPPORT, "🎫 *Caso #1*").await;
    office.say(&team.juan, SUPPORT, "mío", Some(&announced.id));
    office.see(JUAN_1, "soporte").await;
    let slot = office.chat(JUAN_1);
    for caption in ["/borrar esto", "así se ve"] {
        let image = json!({"imageMessage": {"caption": caption, "mimetype": "image/jpeg"}});
        office.fake.group_raw(&team.juan, &slot, "imageMessage", image);
    }
    office.hear(&hugo, "📷 Foto\nasí se ve").await;
    office.see(JUAN_1, "No existe el comando «/borrar»").await;
    assert_eq!(office.heard(&hugo).len(), 2, "the number of the case and one photo");
    office.stop().await;
}

const IMAGE: &str = "imageMessage";
const BYTES: &[u8] = &[0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0];

/// The picture with its file, all else as it is.
fn send(office: &Office, person: &Person, kind: &str, message: &Value) {
    if kind == IMAGE {
        let picture = Media::new(MediaKind::Image, BYTES, "image/jpeg").captioned("las luces");
        office.fake.dm_media(person, picture);
    } else {
        office.fake.dm_raw(person, kind, message.clone());
    }
}

/// What it is in the slot, besides its words.
fn carried(message: &Value) -> What {
    if message[IMAGE].is_object() {
        let (kind, mime) = (MediaKind::Image, String::from("image/jpeg"));
        return What::File(File { kind, bytes: BYTES.into(), mime, name: None, converted: true });
    }
    if message["locationMessage"].is_object() {
        let at = String::from("-26.8303,-65.2038");
        return What::Place(at, "Mi casa".into(), "-26.8303, -65.2038".into());
    }
    if message["contactMessage"].is_object() {
        return What::Cards(vec![("Técnico Norte".into(), "+54 9 381 555-7777".into())]);
    }
    What::Text
}

fn without_file(content: Content) -> Content {
    match content {
        Content::Media { media, caption, file_name, view_once, .. } => {
            Content::Media { media, caption, file_name, view_once, file: None }
        }
        other => other,
    }
}

fn card(name: &str, phone: &str) -> ContactCard {
    ContactCard { name: name.into(), phones: vec![phone.into()] }
}

type Thing = (&'static str, Value, &'static str, Content);

fn things() -> Vec<Thing> {
    let media = |media, caption: Option<&str>, file_name: Option<&str>| Content::Media {
        media,
        caption: caption.map(Into::into),
        file_name: file_name.map(Into::into),
        view_once: false,
        file: None,
    };
    let vcard = "BEGIN:VCARD\nVERSION:3.0\nFN:Técnico Norte\nTEL;waid=5493815557777:+54 9 381 555-7777\nEND:VCARD";
    vec![
        (
            "imageMessage",
            json!({"imageMessage": {"caption": "las luces"}}),
            "las luces",
            media(MediaKind::Image, Some("las luces"), None),
        ),
        (
            "videoMessage",
            json!({"videoMessage": {"mimetype": "video/mp4", "seconds": 4}}),
            "🎬 Video",
            media(MediaKind::Video, None, None),
        ),
        (
            "audioMessage",
            json!({"audioMessage": {"mimetype": "audio/ogg; codecs=opus", "ptt": true, "seconds": 7}}),
            "🎤 Mensaje de voz",
            media(MediaKind::Voice, None, None),
        ),
        (
            "stickerMessage",
            json!({"stickerMessage": {"mimetype": "image/webp"}}),
            "🙂 Sticker",
            media(MediaKind::Sticker, None, None),
        ),
        (
            "documentMessage",
            json!({"documentMessage": {"fileName": "factura.pdf", "mimetype": "application/pdf"}}),
            "📄 Documento: factura.pdf",
            media(MediaKind::Document, None, Some("factura.pdf")),
        ),
        (
            "audioMessage",
            json!({"audioMessage": {"mimetype": "audio/mpeg", "ptt": false}}),
            "🎵 Audio",
            media(MediaKind::Audio, None, None),
        ),
        (
            "locationMessage",
            json!({"locationMessage": {"degreesLatitude": -26.8303, "degreesLongitude": -65.2038, "name": "Mi casa"}}),
            "",
            Content::Location {
                latitude: -26.8303,
                longitude: -65.2038,
                name: Some("Mi casa".into()),
                live: false,
            },
        ),
        (
            "contactMessage",
            json!({"contactMessage": {"displayName": "Técnico Norte", "vcard": vcard}}),
            "",
            Content::Contacts { cards: vec![card("Técnico Norte", "+54 9 381 555-7777")] },
        ),
        (
            "viewOnceMessageV2",
            json!({"viewOnceMessageV2": {"message": {"imageMessage": {"mimetype": "image/jpeg"}}}}),
            "🔒 📷 Foto, para ver una sola vez",
            Content::Media {
                media: MediaKind::Image,
                caption: None,
                file_name: None,
                view_once: true,
                file: None,
            },
        ),
        (
            "unaNovedadMessage",
            json!({"unaNovedadMessage": {"a": 1}}),
            "❔ Mensaje que todavía no se puede mostrar acá (unaNovedadMessage)",
            Content::Unknown { name: "unaNovedadMessage".into() },
        ),
    ]
}
