//! One conversation with every kind of message, as the panel shows it; and how a line sends.
//!
//! The database and the media folder are written before the program starts.

use std::fs;
use std::path::Path;

use relevo::domain::acts::By;
use relevo::domain::agent::slot_id;
use relevo::domain::content::{ContactCard, Content, MediaKind};
use relevo::domain::event::Event;
use relevo::domain::file::{FileFault, FileRef};
use relevo::domain::identity::Identity;
use relevo::domain::ids::{
    AgentId, ChatId, CustomerId, GroupId, LineId, SlotId, TicketNo, Timestamp, WaId,
};
use relevo::domain::phone::Phone;
use relevo::domain::purpose::Purpose;
use relevo::domain::settings::{Department, GroupKind, LineSettings};
use relevo::domain::ticket::{CaseMessage, Customer, Seat, Sentiment, Side, Ticket};
use relevo::engine::Clock;
use relevo::store::Database;
use relevo::store::journal::{Change, Draft, Verdict};
use relevo::store::lines::{self, NewLine};
use sha2::{Digest, Sha256};

use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::becomes_administrator;
use super::window::Window;

const NO: TicketNo = TicketNo(1);
const JUAN: AgentId = AgentId(1);
const EVIL: &str = "<img src=x onerror=alert(1)>";
const MINUTE: i64 = 60_000;

#[tokio::test]
async fn every_kind_of_message_is_shown_with_what_became_of_it() {
    let Some(mut machine) = Machine::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    write_history(&folder.path().join("data"));
    let program = Program::start_in(folder);
    for scripts in [Scripts::On, Scripts::Off] {
        let window = machine.open(&program.site, scripts).await;
        match scripts {
            Scripts::On => becomes_administrator(&window, &program).await,
            Scripts::Off => super::setting_up::comes_in(&window).await,
        }
        the_conversation_says_everything(&window).await;
        a_file_is_asked_for_again(&window).await;
        how_the_line_sends_is_changed(&window, scripts).await;
        if scripts == Scripts::Off {
            a_message_that_did_not_leave_is_given_up(&window).await;
        }
        window.close().await;
    }
    drop(machine);
    program.stop();
}

async fn the_conversation_says_everything(window: &Window) {
    window.visit("/tickets/1").await;
    let conversation = window.card("Conversación");
    for says in [
        "Así está el aparato",
        "orden-técnica.pdf PDF, 1 kB",
        "Mensaje de voz",
        "0:23",
        "Casa de Marta",
        "Oscar Quiroga",
        "+54 9 381 555-9032",
        "¿Cuándo podés? Mañana A la tarde",
        "reacción de Marta Quiroga",
        "reacción del agente",
        "Eliminado por el cliente",
        "Enviado",
        "Entregado",
        "Leído",
        "En camino",
        "No le llegó al cliente: «the number is not on WhatsApp»",
        "No se envió: lo retiraron a tiempo",
        "Venció: WhatsApp ya no lo tiene",
        "Es muy grande",
        "Todavía no se trajo",
        "Para ver una sola vez",
        "ya se entregó y se borró",
        EVIL,
    ] {
        conversation.sees(says).await;
    }
    let conversation = conversation.at("//ol[@class='chat']");
    assert_eq!(conversation.count("//s[contains(., 'me equivoqué de chat')]").await.unwrap(), 1);
    for (kind, many) in [("img", 3), ("audio", 1), ("video", 1)] {
        assert_eq!(conversation.count(&format!("//{kind}")).await.unwrap(), many, "{kind}");
    }
    assert!(!conversation.says("primero escribí otra cosa").await, "folded");
    conversation.press("editado").await;
    conversation.sees("primero escribí otra cosa").await;
    // A quote leads to what it quotes.
    conversation.at("//a[@class='quote']").count("").await.unwrap();
    conversation.press("Juan Pérez ¿Podés mandarme una foto?").await;
    let hash = window.client.current_url().await.expect("an address");
    assert_eq!(hash.fragment(), Some("m-2"));
    // Pictures come when they are scrolled to; a picture of the page wants all of them.
    if window.scripts == Scripts::On {
        window
            .client
            .execute("for (const i of document.images) i.loading = 'eager'", Vec::new())
            .await
            .expect("a script");
        let loaded = "return [...document.images].every((i) => i.complete && i.naturalWidth > 0)";
        let look = || async {
            let done = window.client.execute(loaded, Vec::new()).await.ok()?;
            (done == true).then_some(())
        };
        window.until("all pictures", look).await;
        let length = "return document.querySelector('audio').preload = 'auto', document.querySelector('audio').duration";
        let look = || async {
            let seconds = window.client.execute(length, Vec::new()).await.ok()?;
            (seconds.as_f64()? > 0.9).then_some(())
        };
        window.until("the recording", look).await;
    }
    let name =
        if window.scripts == Scripts::On { "conversacion" } else { "sin-javascript-conversacion" };
    window.looks_right(name).await;
}

async fn a_file_is_asked_for_again(window: &Window) {
    window.visit("/tickets/1").await;
    window.card("Conversación").press("Reintentar o descartar").await;
    window.card("Mensajes que no salieron").sees("Marta Quiroga").await;
    window.visit("/tickets/1").await;
    window.card("Conversación").press("Traer de nuevo").await;
    window.sees("No se pudo traer").await;
    assert_eq!(window.path().await, "/tickets/1");
}

async fn how_the_line_sends_is_changed(window: &Window, scripts: Scripts) {
    window.settings("Líneas").await;
    window.card("Recepción").press("Ajustes de la línea").await;
    let card = window.card("Cómo se envía");
    card.fill("Espera antes de enviar (s)", "90").await;
    card.fill("Mensajes por segundo", "2,5").await;
    card.press("Guardar").await;
    card.sees("Falta corregir un dato").await;
    card.sees("Poné un número entero de 0 a 60").await;
    assert_eq!(card.value("Mensajes por segundo").await, "2,5", "what was typed is kept");
    let seconds = if scripts == Scripts::On { "15" } else { "20" };
    card.fill("Espera antes de enviar (s)", seconds).await;
    card.choose("El cliente ve que se leyó su mensaje", "nunca").await;
    card.press("Guardar").await;
    window.sees("Guardamos los ajustes de la línea Recepción").await;
    window.visit("/ajustes/lineas/1").await;
    assert_eq!(card.value("Espera antes de enviar (s)").await, seconds);
    assert_eq!(card.value("Mensajes por segundo").await, "2,5");
    assert_eq!(card.value("El cliente ve que se leyó su mensaje").await, "never");
    window.settings("Líneas").await;
    let letters = window.card("Mensajes que no salieron");
    letters.sees("Respuesta del agente, caso #1").await;
    letters.sees("Marta Quiroga").await;
    letters.sees("«the number is not on WhatsApp»").await;
    letters.at("//tr").find("//button[normalize-space(.)='Reintentar']").await.expect("a button");
    letters.at("//tr").find("//button[normalize-space(.)='Descartar']").await.expect("a button");
    window
        .looks_right(if scripts == Scripts::On {
            "lineas-ajustes"
        } else {
            "sin-javascript-lineas"
        })
        .await;
}

async fn a_message_that_did_not_leave_is_given_up(window: &Window) {
    window.card("Mensajes que no salieron").press("Descartar").await;
    window.sees("quedó descartado").await;
    window.card("Mensajes que no salieron").sees("No hay ninguno").await;
}

/// What the program finds when it starts.
fn write_history(data: &Path) {
    fs::create_dir_all(data).expect("the data folder");
    let database =
        Database::open(data.join("relevo.db").to_str().expect("a path")).expect("a database");
    let now = Clock::system().now();
    let settings = LineSettings { sends_per_second: 50.0, ..LineSettings::default() };
    let line = NewLine {
        name: "Recepción".into(),
        gateway: "simulator".into(),
        settings,
        secret: None,
        webhook_token_hash: None,
        created_at: now,
    };
    let line = lines::create(&mut database.writer().expect("a writer"), &line).expect("a line");
    let mut history =
        History { data, start: now.plus(-60 * MINUTE), messages: Vec::new(), files: Vec::new() };
    history.tell();
    let History { start, messages, files, .. } = history;
    let facts = facts(start, messages, files);
    let (tell, told) = std::sync::mpsc::channel();
    let (journal, thread) = database
        .start_journal(move |verdict| tell.send(verdict).unwrap_or_default())
        .expect("a journal");
    let slot = slot_id(JUAN, 1);
    let failed = Purpose::ToCustomer { slot, ticket: NO, seq: FAILED, part: 0 };
    let letter = Draft::words(customer().chat, failed, "Te dejo el número de la sucursal");
    for (events, drafts) in [(facts, vec![letter]), (vec![give_up(failed, now)], vec![])] {
        let (receipts, calls) = (Vec::new(), Vec::new());
        journal.submit(Change { line, epoch: 1, at: now, events, drafts, receipts, calls });
        let verdict = told.recv().expect("a verdict");
        assert!(matches!(verdict, Verdict::Committed { .. }), "{verdict:?}");
    }
    drop(journal);
    thread.join().expect("the journal ends");
    touch_up(&mut database.writer().expect("a writer"), line, now);
}

fn give_up(purpose: Purpose, at: Timestamp) -> Event {
    let send = relevo::domain::ids::SendId(1);
    Event::SendFailed { send, purpose, at, error: "the number is not on WhatsApp".into() }
}

/// The message of the agent that did not arrive.
const FAILED: u32 = 16;

struct History<'a> {
    data: &'a Path,
    start: Timestamp,
    messages: Vec<CaseMessage>,
    files: Vec<Event>,
}

impl History<'_> {
    fn tell(&mut self) {
        let text = Content::text;
        self.customer(text("Hola, no tengo *internet* desde anoche")); // 1
        self.agent(text("¿Podés mandarme una foto?")); // 2
        let photo =
            self.media(MediaKind::Image, Some(&png(480, 300)), Some("Así está el aparato"), None);
        self.customer(photo); // 3
        let voice = self.media(MediaKind::Voice, Some(&wav()), None, None);
        self.customer(voice); // 4
        let sticker = self.media(MediaKind::Sticker, Some(&png(96, 96)), None, None);
        self.customer(sticker); // 5
        let video =
            self.media(MediaKind::Video, Some(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"), None, None);
        self.customer(video); // 6
        let order = self.media(
            MediaKind::Document,
            Some(b"%PDF-1.7\n%%EOF"),
            None,
            Some("orden-técnica.pdf"),
        );
        self.agent(order); // 7
        self.customer(Content::Location {
            latitude: -26.816_7,
            longitude: -65.316_7,
            name: Some("Casa de Marta".into()),
            live: false,
        }); // 8
        let cards = vec![ContactCard {
            name: "Oscar Quiroga".into(),
            phones: vec!["+5493815559032".into()],
        }];
        self.customer(Content::Contacts { cards }); // 9
        let options = vec!["Mañana".into(), "A la tarde".into()];
        self.customer(Content::Poll { question: "¿Cuándo podés?".into(), options }); // 10
        self.customer(text("me equivoqué de chat")); // 11, deleted
        self.agent(text("Mando al técnico mañana a las 9")); // 12, edited, read
        self.agent(text("Te va a llamar antes de ir")); // 13, delivered
        self.agent(text("¿Algo más?")); // 14, sent
        self.agent(text("Esto era para otro cliente")); // 15, withdrawn
        self.agent(text("Te dejo el número de la sucursal")); // 16, failed
        for fault in [FileFault::Lost, FileFault::Refused, FileFault::Used] {
            let mut content = self.media(MediaKind::Image, None, None, None);
            let file = content.file().expect("a file").key;
            self.files.push(Event::FileMissing {
                file,
                why: fault,
                error: "410".into(),
                at: self.start,
            });
            if let (Content::Media { view_once, .. }, FileFault::Used) = (&mut content, fault) {
                *view_once = true;
            }
            self.customer(content); // 17, 18, 19
        }
        let mut once = self.media(MediaKind::Image, None, None, None);
        if let Content::Media { view_once, .. } = &mut once {
            *view_once = true;
        }
        self.customer(once); // 20
        let not_yet = self.media(MediaKind::Document, None, Some(EVIL), Some(EVIL));
        self.customer(not_yet); // 21
        self.customer(text(EVIL)); // 22
        let large = self.media(MediaKind::Image, Some(&png(1_600, 1_000)), None, Some(EVIL));
        self.agent(large); // 23
        self.agent(text("Enseguida")); // 24, on its way
    }

    fn customer(&mut self, content: Content) {
        self.message(Side::Customer, content);
    }

    fn agent(&mut self, content: Content) {
        self.message(Side::Agent(JUAN), content);
    }

    fn message(&mut self, from: Side, content: Content) {
        let seq = u32::try_from(self.messages.len()).expect("few") + 1;
        let (at, wa_id) =
            (self.start.plus(i64::from(seq) * MINUTE), WaId::from(format!("W{seq}").as_str()));
        self.messages.push(CaseMessage::new(seq, from, at, wa_id, content));
    }

    /// A message with a file; without bytes it is not in the folder.
    fn media(
        &mut self,
        media: MediaKind,
        bytes: Option<&[u8]>,
        caption: Option<&str>,
        name: Option<&str>,
    ) -> Content {
        let id = WaId::from(format!("F{}", self.messages.len()).as_str());
        let mut file = FileRef::new(&customer().chat, &id, "somewhere");
        file.seconds = (media == MediaKind::Voice).then_some(23);
        if media == MediaKind::Video {
            file.preview = Some(self.keep(&png(72, 40)).into());
        }
        if let Some(bytes) = bytes {
            let hash = self.keep(bytes);
            let mime = relevo::media::kinds::of(bytes, None).to_owned();
            let size = bytes.len() as u64;
            self.files.push(Event::FileKept { file: file.key, hash, size, mime, at: self.start });
        }
        let (caption, file_name) = (caption.map(str::to_owned), name.map(str::to_owned));
        Content::Media { media, caption, file_name, view_once: false, file: Some(file) }
    }

    /// Puts bytes where the media folder has them.
    fn keep(&self, bytes: &[u8]) -> String {
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let folder = self.data.join("media").join(&hash[..2]);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(&hash[2..]), bytes).expect("a file");
        hash
    }
}

fn facts(start: Timestamp, messages: Vec<CaseMessage>, files: Vec<Event>) -> Vec<Event> {
    let (group, slot) = (GroupId(1), slot_id(JUAN, 1));
    let customer = std::sync::Arc::new(customer());
    let phone = Phone::from_digits("5493815552210").expect("a number");
    let ticket = Ticket {
        no: NO,
        customer: customer.clone(),
        department: Department::Support,
        sentiment: Sentiment::Neutral,
        opened_at: start,
        group,
        last_seq: 24,
        notes: Vec::new(),
        summary: None,
        previous: None,
    };
    let (agent_name, slot_name) = ("Juan Pérez".to_owned(), "Chat soporte Juan N°1".to_owned());
    let seat =
        Seat { agent: JUAN, agent_name: agent_name.clone(), slot, slot_name: slot_name.clone() };
    let mut facts = vec![
        Event::GroupPlanned { group, kind: GroupKind::Support, name: "🎫 Soporte".into() },
        Event::GroupReady { group, chat: ChatId::from("1@g.us"), name: "🎫 Soporte".into() },
        Event::AgentAdded {
            agent: JUAN,
            name: agent_name,
            phone,
            active: true,
            wanted: 1,
            at: start,
        },
        Event::SlotPlanned { slot: SlotId(slot.0), agent: JUAN, number: 1, name: slot_name },
        Event::SlotReady { slot, chat: ChatId::from("2@g.us") },
        Event::CustomerKnown { customer },
        Event::Opened { ticket, backlog: messages },
        Event::Claimed { ticket: NO, seat, by: By::Agent(JUAN), at: start.plus(90_000) },
    ];
    facts.extend(files);
    facts
}

fn customer() -> Customer {
    let identity = Identity::of_phone(Phone::from_digits("5493815551234").expect("a number"));
    Customer {
        id: CustomerId(1),
        name: "Marta Quiroga".into(),
        chat: identity.chat().expect("a chat"),
        identity,
        closed_cases: 0,
        recent: Vec::new(),
        about: Default::default(),
        blocked: None,
        asked: None,
    }
}

/// What is done to messages afterwards.
fn touch_up(conn: &mut relevo::store::Conn, line: LineId, now: Timestamp) {
    use diesel::connection::SimpleConnection;
    let now = now.0;
    let of = |seq: u32, set: &str| {
        format!(
            "UPDATE messages SET {set} WHERE line_id = {line} AND ticket = {NO} AND seq = {seq};"
        )
    };
    let before = r#"{"kind":"text","text":"primero escribí otra cosa"}"#;
    let statements = [
        format!("UPDATE messages SET state = 'sent' WHERE state <> 'failed' AND line_id = {line};"),
        of(
            2,
            &format!(
                "state = 'read', read_at = {now}, delivered_at = {now}, customer_reaction = '👍'"
            ),
        ),
        of(3, "quote_seq = 2, agent_reaction = '❤️'"),
        of(7, "quote = 'De una charla de ayer'"),
        of(11, &format!("deleted_at = {now}")),
        of(12, &format!("state = 'read', read_at = {now}, edited_at = {now}")),
        of(13, &format!("state = 'delivered', delivered_at = {now}")),
        of(15, "state = 'withdrawn'"),
        of(FAILED, "error = 'the number is not on WhatsApp'"),
        of(24, "state = 'queued'"),
        format!(
            "INSERT INTO message_edits (line_id, ticket, seq, at, content) VALUES ({line}, {NO}, 12, {now}, '{before}');"
        ),
    ];
    conn.batch_execute(&statements.concat()).expect("touched up");
}

/// A picture with a gradient, as a PNG without compression.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        for x in 0..width {
            let shade = |part: u32, whole: u32| u8::try_from(part * 200 / whole).expect("a byte");
            rows.extend([40 + shade(x, width), 90, 40 + shade(y, height)]);
        }
    }
    let mut zlib = vec![0x78, 0x01];
    let mut blocks = rows.chunks(65_535).peekable();
    while let Some(block) = blocks.next() {
        let size = u16::try_from(block.len()).expect("a block");
        zlib.push(u8::from(blocks.peek().is_none()));
        zlib.extend(size.to_le_bytes());
        zlib.extend((!size).to_le_bytes());
        zlib.extend(block);
    }
    let (a, b) = rows.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    zlib.extend((b << 16 | a).to_be_bytes());
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8], data: &[u8]| {
        png.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        let named = [name, data].concat();
        png.extend(&named);
        png.extend(crc(&named).to_be_bytes());
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    chunk(b"IHDR", &header);
    chunk(b"IDAT", &zlib);
    chunk(b"IEND", &[]);
    png
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    })
}

/// A second of silence.
fn wav() -> Vec<u8> {
    let rate: u32 = 8_000;
    let mut wav = b"RIFF".to_vec();
    wav.extend((36 + rate).to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16_u32.to_le_bytes());
    wav.extend([1, 0, 1, 0]);
    wav.extend(rate.to_le_bytes());
    wav.extend(rate.to_le_bytes());
    wav.extend([1, 0, 8, 0]);
    wav.extend(b"data");
    wav.extend(rate.to_le_bytes());
    wav.resize(44 + 8_000, 128);
    wav
}
