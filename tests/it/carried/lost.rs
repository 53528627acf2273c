//! Files that cannot be had: said in words to both sides, marked in the panel, and brought again when asked for.

use relevo::domain::content::Content;
use relevo::domain::file::FileFault;
use relevo::store::files::FileState;
use relevo::store::tickets::MessageRow;

use super::case::{Case, Side};
use super::kinds::nothing_elsewhere;
use super::place::{LINE, Place};
use super::things::{Part, Thing, document, hash, picture, voice};

pub async fn what_is_lost<P: Place>(place: P) {
    let mut case = Case::open(&place, "Marta Quiroga").await;
    for from in [Side::Customer, Side::Agent] {
        for thing in [
            picture("picture", &format!("vencida {from:?}"), Some("la luz roja")),
            voice(&format!("vencida {from:?}")),
            document("document", &format!("vencido {from:?}"), None),
        ] {
            expired(&place, &mut case, from, &thing).await;
        }
        for_the_phone_only(&place, &mut case, from).await;
    }
    case.still_flows(&place, "lost files").await;
    nothing_elsewhere(&place, std::iter::once(&case));
    place.stop().await;
}

async fn expired<P: Place>(place: &P, case: &mut Case, from: Side, thing: &Thing) {
    let row = format!("{from:?} → · {} · expired", thing.row);
    place.expire_files(true);
    let id = case.write(place, from, thing, None).await;
    let told = case.one(place, from.other(), &row).await;
    let label = format!("{} (no se pudo pasar el archivo)", thing.told);
    let caption = match &thing.content {
        Content::Media { caption: Some(caption), .. } => format!("\n{caption}"),
        _ => String::new(),
    };
    let expected = Part::words(&format!("{label}{caption}"));
    case.check(std::slice::from_ref(&told), &[expected], None, &row);
    let named = case.one(place, from, &row).await;
    let start = match from {
        Side::Customer => "No pudimos abrir este archivo",
        Side::Agent => "✋ No pude pasarle este archivo al cliente",
    };
    assert!(named.words.starts_with(start), "{row}: {named:?}");
    assert_eq!(named.quotes.as_deref(), Some(&*id), "{row}: on the very message");
    let is_lost = |place: &P| {
        let file = message(place, case, &id).and_then(|message| message.file);
        matches!(file.map(|file| file.state), Some(FileState::Missing { why: FileFault::Lost, .. }))
    };
    place.until(&format!("{row}: the panel says so"), is_lost).await;

    place.expire_files(false);
    let run = place.app().engine.run(LINE).unwrap();
    let file = message(place, case, &id).unwrap().content.file().unwrap().clone();
    let brought = run.house.media.fetch_again(&run.house, &*run.gateway, &file).await.unwrap();
    let bytes = &thing.file.as_ref().unwrap().0;
    assert_eq!(std::fs::read(&brought.path).unwrap(), &bytes[..], "{row}: brought again");
    let is_here = |place: &P| {
        let file = message(place, case, &id).and_then(|message| message.file);
        matches!(file.map(|file| file.state), Some(FileState::Stored { hash: is, .. }) if is == hash(bytes))
    };
    place.until(&format!("{row}: the panel has it"), is_here).await;
    case.nothing_more(place, &row);
}

/// What can be opened once is not given to linked devices: only that it was sent is known.
async fn for_the_phone_only<P: Place>(place: &P, case: &mut Case, from: Side) {
    let row = format!("{from:?} → · view-once picture for the phone only");
    let mut thing = picture("view-once picture", "solo en el teléfono", None);
    if let Content::Media { view_once, .. } = &mut thing.content {
        *view_once = true;
    }
    thing.file = None;
    let id = case.write(place, from, &thing, None).await;
    let told = case.one(place, from.other(), &row).await;
    let expected = Part::words("🔒 📷 Foto, para ver una sola vez");
    case.check(&[told], &[expected], None, &row);
    assert!(message(place, case, &id).unwrap().content.file().is_none(), "{row}");
    case.nothing_more(place, &row);
}

fn message<P: Place>(place: &P, case: &Case, id: &str) -> Option<MessageRow> {
    place.ticket(case.ticket).messages.into_iter().find(|message| message.wa_id.as_str() == id)
}
