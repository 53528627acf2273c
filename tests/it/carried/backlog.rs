//! What a customer writes before anybody takes the case: kept, and opened in order with what became of it.

use relevo::domain::ticket::Fate;

use super::case::{Case, Quoting, Side};
use super::kinds::{nothing_elsewhere, reacted};
use super::place::{Chat, Place, Seen};
use super::things::{Part, Thing, album, document, picture, table};

const NAME: &str = "Marta Quiroga";
const GONE: &str = "🚫 _Mensaje eliminado por quien lo escribió_";

/// What was written: its row, its id, and what it has to be in the slot.
struct Written {
    row: &'static str,
    id: String,
    parts: Vec<Part>,
    /// The message that it replies to, as its place in the list.
    replies_to: Option<usize>,
}

pub async fn everything_before_the_claim<P: Place>(place: P) {
    let marta = place.person(NAME);
    let direct = Chat::Direct(marta);
    let mut written = everything(&place, &direct).await;
    let kept = written.len();
    let all = |place: &P| messages(place).is_some_and(|messages| messages.len() >= kept);
    place.until("everything is kept", all).await;
    changed(&place, &direct, &mut written).await;

    let mut case = Case::take(&place, marta, NAME).await;
    case.one(&place, Side::Agent, "the header").await;
    let mut copies: Vec<Seen> = Vec::new();
    for (at, one) in written.iter().enumerate() {
        let row = format!("before the claim · {}", one.row);
        let seen = case.next(&place, Side::Agent, one.parts.len(), &row).await;
        let has_name = seen[0].words.starts_with(&format!("*{NAME}:*\n"));
        assert_eq!(has_name, at == 0, "{row}: the name is above the first");
        let quoted = one.replies_to.map(|at| copies[at].id.clone());
        case.check(&seen, &one.parts, quoted.as_deref(), &row);
        copies.extend(seen.into_iter().next_back());
    }
    let told = case.next(&place, Side::Customer, 2, "the number, and what is not carried").await;
    assert!(told[1].words.starts_with("Ese tipo de mensaje no le llega"), "{told:?}");
    afterwards(&place, &mut case, &written, &copies).await;
    case.still_flows(&place, "the backlog").await;
    nothing_elsewhere(&place, std::iter::once(&case));
    let mut seqs = messages(&place).unwrap().into_iter().map(|(id, _)| id);
    assert!(written.iter().all(|one| seqs.next().as_deref() == Some(&*one.id)), "kept in order");
    place.stop().await;
}

/// Every kind once, an album, and replies to what came before.
async fn everything<P: Place>(place: &P, direct: &Chat) -> Vec<Written> {
    let Chat::Direct(marta) = direct else { panic!("a customer's chat") };
    let can = place.can();
    let mut written: Vec<Written> = Vec::new();
    let hello = Thing::text("Hola, soy Marta");
    let things = [hello].into_iter().chain(table("antes")).chain(album("antes"));
    for thing in things {
        let id = place.send(*marta, direct, &thing, None).await;
        written.push(Written {
            row: thing.row,
            id,
            parts: thing.parts(&can, None),
            replies_to: None,
        });
    }
    for (row, at) in [("a reply to text", 1), ("a reply to a picture", 3)] {
        let thing = Thing::text(&format!("{row}: eso mismo"));
        let id = place.send(*marta, direct, &thing, Some(&written[at].id)).await;
        written.push(Written { row, id, parts: thing.parts(&can, None), replies_to: Some(at) });
    }
    for (row, thing) in [
        ("edited text", Thing::text("sin intrenet")),
        ("edited caption", picture("picture", "editada", Some("la lus roja"))),
        ("caption that came later", document("document", "sin nada", None)),
        ("deleted text", Thing::text("esto no era para ustedes")),
        ("deleted picture", picture("picture", "borrada", Some("esto tampoco"))),
    ] {
        let id = place.send(*marta, direct, &thing, None).await;
        written.push(Written { row, id, parts: thing.parts(&can, None), replies_to: None });
    }
    written
}

/// Some of it is changed before anybody has seen it.
async fn changed<P: Place>(place: &P, direct: &Chat, written: &mut [Written]) {
    let Chat::Direct(marta) = direct else { panic!("a customer's chat") };
    for one in written {
        let new = match one.row {
            "edited text" => "sin internet",
            "edited caption" => "la luz roja",
            "caption that came later" => "la factura",
            "deleted text" | "deleted picture" => {
                place.delete(*marta, direct, &one.id);
                one.parts = vec![Part::words(GONE)];
                continue;
            }
            _ => continue,
        };
        place.edit(*marta, direct, &one.id, new);
        one.parts[0].words = format!("{new}\n_(editado)_");
    }
    let changes = |place: &P| {
        let messages = messages(place).unwrap();
        messages.iter().filter(|(_, fate)| !fate.is_as_written()).count() == 5
    };
    place.until("all changes are kept", changes).await;
}

/// What was written before can be answered, changed and reacted to like anything else.
async fn afterwards<P: Place>(place: &P, case: &mut Case, written: &[Written], copies: &[Seen]) {
    let at = |row: &str| written.iter().position(|one| one.row == row).unwrap();
    for row in ["text with formatting", "voice note", "edited text", "edited caption"] {
        let (one, copy) = (&written[at(row)], &copies[at(row)]);
        let label = format!("before the claim · {row} · quoted");
        let quoting = Quoting { here: &copy.id, there: &one.id, words: "" };
        let answer = Thing::text(&format!("Sobre: {row}"));
        case.carry(place, Side::Agent, &answer, Some(quoting), &label).await;
        let label = format!("before the claim · {row} · reacted");
        reacted(place, case, Side::Agent, (&copy.id, &one.id), &label).await;
    }
    for row in ["text with a link", "image with caption", "edited text"] {
        let label = format!("before the claim · {row} · edited in the case");
        let (one, copy) = (&written[at(row)], &copies[at(row)]);
        place.edit(case.customer, &case.direct, &one.id, "ahora sí");
        let is_new = |seen: &Seen| seen.edited && case.words(seen) == "ahora sí";
        case.becomes(place, Side::Agent, &copy.id, &label, is_new).await;
    }
    for row in ["text with formatting", "sticker", "poll"] {
        let label = format!("before the claim · {row} · deleted in the case");
        place.delete(case.customer, &case.direct, &written[at(row)].id);
        case.becomes(place, Side::Agent, &copies[at(row)].id, &label, |seen| seen.deleted).await;
    }
}

/// The messages of the only ticket, once there is one: ids and fates.
fn messages<P: Place>(place: &P) -> Option<Vec<(String, Fate)>> {
    let page = place.find_ticket(1)?;
    Some(page.messages.into_iter().map(|row| (row.wa_id.as_str().to_owned(), row.fate)).collect())
}
