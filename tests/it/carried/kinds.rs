//! Every kind in a case, both ways: as it is, quoted, as a reply, reacted to, edited, deleted.

use futures_util::future::join_all;
use relevo::domain::file::FileFault;
use relevo::store::files::FileState;

use super::case::{Case, Quoting, Side};
use super::place::{Chat, Place, SUPPORT};
use super::things::{Thing, album, hash, table};

/// Cases side by side for each direction.
const CASES: usize = 2;

pub async fn every_kind_in_a_case<P: Place>(place: P) {
    let mut cases = Vec::new();
    for (at, from) in [Side::Customer, Side::Agent].into_iter().cycle().take(2 * CASES).enumerate()
    {
        let name = ["Marta Quiroga", "Hugo Barrionuevo", "Inés Paz", "Raúl Sosa"][at];
        cases.push((Case::open(&place, name).await, from, at / 2));
    }
    let walks = cases.iter_mut().map(|(case, from, turn)| walk(&place, case, *from, *turn));
    let carried: usize = join_all(walks).await.into_iter().sum();
    assert!(carried > 30, "{carried} rows");
    nothing_elsewhere(&place, cases.iter().map(|(case, ..)| case));
    place.stop().await;
}

/// One customer or agent goes through a part of the table; how many rows that were.
async fn walk<P: Place>(place: &P, case: &mut Case, from: Side, turn: usize) -> usize {
    let mut rows = 0;
    for thing in table(&case.name).into_iter().skip(turn).step_by(CASES) {
        // Agents have nothing to choose from.
        let is_choice = matches!(thing.content, relevo::domain::content::Content::Choice { .. });
        if from == Side::Agent && is_choice {
            continue;
        }
        let row = format!("{from:?} → · {}", thing.row);
        match (from, thing.is_unknown()) {
            (Side::Agent, true) => unknown_of_agent(place, case, &thing, &row).await,
            (_, is_unknown) => carried(place, case, from, &thing, is_unknown, &row).await,
        }
        case.nothing_more(place, &row);
        rows += 1;
    }
    an_album(place, case, from).await;
    case.still_flows(place, "the end of the table").await;
    rows
}

async fn carried<P: Place>(
    place: &P,
    case: &mut Case,
    from: Side,
    thing: &Thing,
    is_unknown: bool,
    row: &str,
) {
    let other = from.other();
    let (id, copy) = case.carry(place, from, thing, None, row).await;
    if is_unknown {
        let told = case.one(place, Side::Customer, row).await;
        assert!(told.words.starts_with("Ese tipo de mensaje no le llega"), "{row}: {told:?}");
    }
    let words = format!("Sobre eso: {}", thing.row);
    let quoting = Quoting { here: &copy.id, there: &id, words: "" };
    let quoted = format!("{row} · quoted");
    let (reply, reply_copy) =
        case.carry(place, other, &Thing::text(&words), Some(quoting), &quoted).await;
    let quoting = Quoting { here: &reply_copy.id, there: &reply, words: &words };
    let replying = format!("{row} · as a reply");
    let (second, second_copy) =
        case.carry(place, from, &thing.again(), Some(quoting), &replying).await;

    reacted(place, case, other, (&copy.id, &id), &format!("{row} · reacted")).await;
    reacted(place, case, from, (&id, &copy.id), &format!("{row} · reacted by its writer")).await;
    if thing.has_words() {
        edited(place, case, from, thing, (&id, &copy.id), &format!("{row} · edited")).await;
    }
    if thing.is_once() {
        used_up(place, case, thing, &format!("{row} · used")).await;
    }
    let row = format!("{row} · deleted");
    for (id, copy) in [(&id, &copy.id), (&second, &second_copy.id)] {
        place.delete(case.who(from), case.chat(from), id);
        case.becomes(place, other, copy, &row, |seen| seen.deleted).await;
    }
}

/// A side reacts to a message where it sees it, and takes that back.
pub async fn reacted<P: Place>(
    place: &P,
    case: &Case,
    by: Side,
    (here, there): (&str, &str),
    row: &str,
) {
    for (emoji, shown) in [("👍", vec!["👍"]), ("❤️", vec!["❤️"]), ("", vec![])] {
        place.react(case.who(by), case.chat(by), here, emoji);
        case.becomes(place, by.other(), there, row, |seen| seen.reactions == shown).await;
    }
}

async fn edited<P: Place>(
    place: &P,
    case: &mut Case,
    from: Side,
    thing: &Thing,
    (id, copy): (&str, &str),
    row: &str,
) {
    let new = format!("Quise decir otra cosa: {}", thing.row);
    let before = place.look(case.chat(from.other()), copy);
    place.edit(case.who(from), case.chat(from), id, &new);
    if !place.can_edit(thing.kind()) {
        let told = case.one(place, from.other(), row).await;
        let is_told = told.words.starts_with("✏️ Ahora dice:") && told.words.ends_with(&new);
        assert!(is_told && told.quotes.as_deref() == Some(copy), "{row}: {told:?}");
        return;
    }
    case.becomes(place, from.other(), copy, row, |seen| seen.edited).await;
    let after = place.look(case.chat(from.other()), copy);
    assert_eq!(case.words(&after), new, "{row}");
    assert_eq!(after.form, before.form, "{row}: only the words change");
}

/// What may be opened once is kept for nobody.
async fn used_up<P: Place>(place: &P, case: &Case, thing: &Thing, row: &str) {
    let Some((bytes, _)) = &thing.file else { return };
    let is_used = |place: &P| {
        let files = place.ticket(case.ticket).messages.into_iter().filter_map(|row| row.file);
        let used = files
            .filter(|file| matches!(&file.state, FileState::Missing { why: FileFault::Used, .. }));
        // As it was, and as a reply.
        used.count() == 2
    };
    place.until(row, is_used).await;
    let path = place.app().engine.media().path_of(&hash(bytes)).unwrap();
    assert!(!path.exists(), "{row}: the bytes are still in the media folder");
}

async fn unknown_of_agent<P: Place>(place: &P, case: &mut Case, thing: &Thing, row: &str) {
    let id = case.write(place, Side::Agent, thing, None).await;
    let told = case.one(place, Side::Agent, row).await;
    let is_told = told.words.starts_with("✋ Ese tipo de mensaje no se le puede pasar");
    assert!(is_told && told.quotes.as_deref() == Some(&*id), "{row}: {told:?}");
}

/// Pictures that were sent at once come in their order.
async fn an_album<P: Place>(place: &P, case: &mut Case, from: Side) {
    let row = format!("{from:?} → · album");
    let pictures = album(&format!("{} {from:?}", case.name));
    for picture in &pictures {
        case.write(place, from, picture, None).await;
    }
    let seen = case.next(place, from.other(), pictures.len(), &row).await;
    for (seen, picture) in seen.iter().zip(&pictures) {
        let parts = picture.parts(&place.can(), None);
        case.check(std::slice::from_ref(seen), &parts, None, &row);
    }
}

/// Nothing went to any chat but those of these cases and the main group.
pub fn nothing_elsewhere<'a, P: Place>(place: &P, cases: impl Iterator<Item = &'a Case>) {
    let mut known: Vec<Chat> = vec![Chat::Group(SUPPORT.into())];
    for case in cases {
        case.nothing_more(place, "the end");
        known.extend([case.direct.clone(), case.slot.clone()]);
    }
    let asks = Chat::Group("Ventas".into());
    let shown = place.shown(&asks);
    assert!(shown.iter().all(|seen| seen.words.starts_with("👋")), "{shown:#?}");
    known.push(asks);
    for (chat, count) in place.sent() {
        assert!(count == 0 || known.contains(&chat), "{count} messages went to {chat:?}");
    }
}
