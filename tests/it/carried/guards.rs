//! What must not reach a customer, and what waits: the undo window, the wrong room, strangers, commands, and
//! texts that are too long for one message.

use relevo::store::tickets::MessageRow;

use super::case::{Case, Side};
use super::kinds::nothing_elsewhere;
use super::place::{Place, Seen};
use super::things::{Part, Thing, picture, voice};

/// The window that is set here, and a little more than that.
const WINDOW_MS: i64 = 20_000;
const AFTER_MS: i64 = 21_000;

pub async fn what_is_held_back<P: Place>(place: P) {
    let mut marta = Case::open(&place, "Marta Quiroga").await;
    let mut hugo = Case::open(&place, "Hugo Barrionuevo").await;
    wrong_room(&place, &mut marta).await;
    strangers(&place, &mut marta).await;
    commands(&place, &mut marta).await;
    long_texts(&place, &mut hugo).await;
    long_caption(&place, &mut hugo).await;
    half_sent(&place, &mut hugo).await;
    undo(&place, &mut hugo).await;
    nothing_elsewhere(&place, [&marta, &hugo].into_iter());
    place.stop().await;
}

/// A message that names the other customer is not sent, unless the agent insists.
async fn wrong_room<P: Place>(place: &P, case: &mut Case) {
    let things = [
        Thing::text("Hugo, ya podés probar"),
        Thing::text("Esto es del #2"),
        picture("picture", "otra sala", Some("La factura de Hugo Barrionuevo")),
    ];
    for thing in things {
        let row = format!("agent → · names another customer · {}", thing.told);
        let id = case.write(place, Side::Agent, &thing, None).await;
        let warned = case.one(place, Side::Agent, &row).await;
        assert!(warned.words.starts_with("✋ *No lo envié.*"), "{row}: {warned:?}");
        assert_eq!(warned.quotes.as_deref(), Some(&*id), "{row}");
        case.still_flows(place, &row).await;
        case.write(place, Side::Agent, &Thing::text("/cliente"), Some(&id)).await;
        let parts = thing.parts(&place.can(), None);
        let sent = case.next(place, Side::Customer, parts.len(), &row).await;
        case.check(&sent, &parts, None, &row);
        if thing.file.is_some() {
            // A file that is quoted can be sent as often as one likes.
            continue;
        }
        case.write(place, Side::Agent, &Thing::text("/cliente"), Some(&id)).await;
        let told = case.one(place, Side::Agent, &row).await;
        assert!(!told.words.is_empty(), "{row}: {told:?}");
    }
    let row = "agent → · an edit names another customer";
    let (id, copy) = case.carry(place, Side::Agent, &Thing::text("Ya está"), None, row).await;
    place.edit(case.agent, &case.slot, &id, "Hugo, ya está");
    let warned = case.one(place, Side::Agent, row).await;
    assert!(warned.words.starts_with("✋"), "{row}: {warned:?}");
    case.still_flows(place, row).await;
    assert!(!place.look(&case.direct, &copy.id).edited, "{row}");
}

/// Who is in the group and no agent is not heard.
async fn strangers<P: Place>(place: &P, case: &mut Case) {
    let stranger = place.person("Un Extraño");
    place.enters(stranger, case.slot_name());
    let row = "a stranger in the group";
    let (own, copy) = case.carry(place, Side::Agent, &Thing::text("Hola"), None, row).await;
    let (_, from_customer) =
        case.carry(place, Side::Customer, &Thing::text("Acá"), None, row).await;
    let slot = case.slot.clone();
    let said =
        place.send(stranger, &slot, &Thing::text("no le creas"), Some(&from_customer.id)).await;
    place.send(stranger, &slot, &picture("picture", "ajena", Some("mirá")), None).await;
    place.send(stranger, &slot, &voice("ajena"), None).await;
    place.send(stranger, &slot, &Thing::text("/cliente dame tu clave"), None).await;
    place.send(stranger, &slot, &Thing::text("/fin"), None).await;
    place.edit(stranger, &slot, &said, "no le creas nada");
    place.react(stranger, &slot, &from_customer.id, "👎");
    place.react(stranger, &slot, &own, "👎");
    place.delete(stranger, &slot, &said);
    case.still_flows(place, row).await;
    assert!(place.look(&case.direct, &copy.id).reactions.is_empty(), "{row}: a reaction");
    let asked = place.ever_asked();
    for words in ["no le creas", "dame tu clave", "👎"] {
        assert!(!asked.contains(words), "{row}: «{words}» was sent");
    }
    assert!(place.ticket(case.ticket).ticket.closed_at.is_none(), "{row}: the case is closed");
    // Another agent may help.
    place.enters(place.carla(), case.slot_name());
    let help = Thing::text("Soy Carla, te ayudo");
    place.send(place.carla(), &slot, &help, None).await;
    let heard = case.one(place, Side::Customer, "another agent in the group").await;
    assert_eq!(heard.words, "Soy Carla, te ayudo");
}

/// Whatever looks like a slash at the beginning is never sent by accident.
async fn commands<P: Place>(place: &P, case: &mut Case) {
    for (at, start) in ["/", " /", "\u{200b}/", "\u{2060}\u{feff}\u{2044}", "\u{2215}", "／"]
        .into_iter()
        .enumerate()
    {
        let words = format!("{start}reclamo{at}");
        for thing in [Thing::text(&words), picture("picture", &words, Some(&words))] {
            let row = format!("agent → · {} that begins with a slash ({at})", thing.row);
            case.write(place, Side::Agent, &thing, None).await;
            let told = case.one(place, Side::Agent, &row).await;
            assert!(told.words.contains(&format!("«/reclamo{at}»")), "{row}: {told:?}");
        }
    }
    for thing in [Thing::text("Ya lo veo"), picture("picture", "luego", Some("Así se ve"))] {
        let row = format!("agent → · {} that becomes a command", thing.row);
        let (id, copy) = case.carry(place, Side::Agent, &thing, None, &row).await;
        place.edit(case.agent, &case.slot, &id, "\u{200b}／reclamo oculto");
        let told = case.one(place, Side::Agent, &row).await;
        assert!(told.words.starts_with("✋ La edición no le llegó"), "{row}: {told:?}");
        case.still_flows(place, &row).await;
        assert!(!place.look(&case.direct, &copy.id).edited, "{row}");
    }
    let row = "agent → · /cliente with a picture";
    let mut thing = picture("picture", "al cliente", Some("/cliente /reiniciá así"));
    case.write(place, Side::Agent, &thing, None).await;
    if let relevo::domain::content::Content::Media { caption, .. } = &mut thing.content {
        *caption = Some("/reiniciá así".into());
    }
    let parts = thing.parts(&place.can(), None);
    let sent = case.next(place, Side::Customer, parts.len(), row).await;
    case.check(&sent, &parts, None, row);
    let leaked = |seen: &Seen| seen.words.contains("reclamo");
    assert!(!place.shown(&case.direct).iter().any(leaked), "a command leaked");
    case.nothing_more(place, row);
}

/// A text that is too long comes in parts, in order, and goes in parts.
async fn long_texts<P: Place>(place: &P, case: &mut Case) {
    for from in [Side::Agent, Side::Customer] {
        let row = format!("{from:?} → · 20 000 characters");
        let lines =
            (1..).map(|n| format!("{n}. El técnico pasó por la cuadra {n} y midió la señal.\n"));
        let mut long = String::new();
        for line in lines {
            if long.chars().count() + line.chars().count() > 20_000 {
                break;
            }
            long.push_str(&line);
        }
        let most = place.can().text_most;
        let least = long.chars().count().div_ceil(most);
        let id = case.write(place, from, &Thing::text(&long), None).await;
        let mut parts = case.next(place, from.other(), least, &row).await;
        let words = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
        let all = |case: &Case, parts: &[Seen]| {
            words(&parts.iter().map(|part| case.words(part) + " ").collect::<String>())
        };
        while all(case, &parts).len() < words(&long).len() {
            parts.extend(case.next(place, from.other(), 1, &row).await);
        }
        assert_eq!(all(case, &parts), words(&long), "{row}: in order, and all of it");
        assert!(parts.iter().all(|part| part.words.chars().count() <= most), "{row}");
        place.react(case.who(from.other()), case.chat(from.other()), &parts[1].id, "👍");
        case.becomes(place, from, &id, &row, |seen| seen.reactions == ["👍"]).await;
        place.delete(case.who(from), case.chat(from), &id);
        for part in &parts {
            case.becomes(place, from.other(), &part.id, &row, |seen| seen.deleted).await;
        }
        case.still_flows(place, &row).await;
    }
}

/// What is deleted while it is still leaving goes with all of its parts, also those that leave later.
async fn half_sent<P: Place>(place: &P, case: &mut Case) {
    let row = "Agent → · deleted when the first part has left";
    place.set(|settings| (settings.sends_per_second, settings.send_burst) = (0.01, 1.0));
    // Whatever was left of the burst is used up, and one message may leave.
    place.app().engine.advance(300_000);
    let long = "Esto era para otra persona. ".repeat(600);
    let id = case.write(place, Side::Agent, &Thing::text(&long), None).await;
    case.one(place, Side::Customer, row).await;
    assert!(place.waiting() > 1, "{row}: the rest waits");
    place.delete(case.agent, &case.slot, &id);
    let deleted = |place: &P| {
        let mut messages = place.ticket(case.ticket).messages.into_iter();
        messages.any(|message| message.wa_id.as_str() == id && !message.fate.is_as_written())
    };
    place.until(row, deleted).await;
    // It is kept before the courier hears of it: only then is the rest out of the way.
    let only_the_deletion = |place: &P| place.waiting() <= 1;
    place.until(&format!("{row}: the rest is withdrawn"), only_the_deletion).await;
    place.set(|settings| (settings.sends_per_second, settings.send_burst) = (10_000.0, 10_000.0));
    place.app().engine.advance(300_000);
    let last = case.taken(Side::Customer) - 1;
    let gone = |place: &P| place.shown(&case.direct)[last].deleted;
    place.until(&format!("{row}: it is gone"), gone).await;
    // What had not left never does.
    case.still_flows(place, row).await;
}

/// With the customer's name above it, a caption that just fitted does not fit any more: it comes by itself.
async fn long_caption<P: Place>(place: &P, case: &mut Case) {
    let row = "Customer → · a caption that is too long with the name above it";
    let caption = "así se ve ".repeat(102);
    let thing = picture("picture", "con mucho texto", Some(caption.trim_end()));
    let id = case.write(place, Side::Customer, &thing, None).await;
    let seen = case.next(place, Side::Agent, 2, row).await;
    let mut parts = thing.parts(&place.can(), None);
    parts[0].words = String::new();
    parts.push(Part::words(caption.trim_end()));
    case.check(&seen, &parts, None, row);
    assert!(seen[1].words.starts_with("*Hugo Barrionuevo:*\n"), "{row}: {:?}", seen[1]);
    // What is in two messages cannot be changed: the new words are told.
    place.edit(case.customer, &case.direct, &id, "así se ve");
    let told = case.one(place, Side::Agent, row).await;
    assert!(told.words.starts_with("✏️ Ahora dice:"), "{row}: {told:?}");
    assert_eq!(told.quotes.as_deref(), Some(&*seen[0].id), "{row}: {told:?}");
    place.delete(case.customer, &case.direct, &id);
    for part in &seen {
        case.becomes(place, Side::Agent, &part.id, row, |seen| seen.deleted).await;
    }
    case.still_flows(place, row).await;
}

/// Within the window, what is deleted or changed was never there.
async fn undo<P: Place>(place: &P, case: &mut Case) {
    place.set(|settings| settings.undo_window_ms = WINDOW_MS);
    let row = "agent → · undo";
    let secret = case.write(place, Side::Agent, &Thing::text("secreto uno"), None).await;
    let draft = case.write(place, Side::Agent, &Thing::text("borrador dos"), None).await;
    let photo = picture("picture", "deshacer", Some("borrador tres"));
    let changed = case.write(place, Side::Agent, &photo, None).await;
    let gone = case
        .write(place, Side::Agent, &picture("picture", "secreta", Some("secreto cuatro")), None)
        .await;
    let last = case.write(place, Side::Agent, &Thing::text("y nada más"), None).await;
    let kept = |place: &P| {
        let messages = place.ticket(case.ticket).messages;
        messages.iter().any(|message| message.wa_id.as_str() == last)
    };
    place.until(&format!("{row}: all are kept"), kept).await;
    place.delete(case.agent, &case.slot, &secret);
    place.delete(case.agent, &case.slot, &gone);
    place.edit(case.agent, &case.slot, &draft, "versión dos");
    place.edit(case.agent, &case.slot, &changed, "versión tres");
    let taken_in = |place: &P| {
        let messages = place.ticket(case.ticket).messages;
        [&secret, &gone, &draft, &changed].into_iter().all(|id| {
            let is_it = |message: &&MessageRow| message.wa_id.as_str() == *id;
            messages.iter().find(is_it).is_some_and(|message| !message.fate.is_as_written())
        })
    };
    place.until(&format!("{row}: all changes are kept"), taken_in).await;
    // What the customer writes does not wait.
    case.carry(place, Side::Customer, &Thing::text("¿Y?"), None, row).await;
    assert!(place.shown(&case.direct).len() == case.taken(Side::Customer), "{row}: it waits");
    place.app().engine.advance(AFTER_MS);
    let seen = case.next(place, Side::Customer, 3, row).await;
    let words: Vec<&str> = seen.iter().map(|seen| &*seen.words).collect();
    assert_eq!(words, ["versión dos", "versión tres", "y nada más"], "{row}");
    assert!(seen.iter().all(|seen| !seen.edited), "{row}: the customer sees no edit");
    let asked = place.ever_asked();
    for first in ["secreto uno", "borrador dos", "borrador tres", "secreto cuatro"] {
        assert!(!asked.contains(first), "{row}: «{first}» was sent");
    }
    // Afterwards it is an ordinary edit and an ordinary deletion.
    place.edit(case.agent, &case.slot, &draft, "versión final");
    case.becomes(place, Side::Customer, &seen[0].id, row, |seen| seen.words == "versión final")
        .await;
    place.delete(case.agent, &case.slot, &changed);
    case.becomes(place, Side::Customer, &seen[1].id, row, |seen| seen.deleted).await;
    place.set(|settings| settings.undo_window_ms = 0);
    case.nothing_more(place, row);
}
