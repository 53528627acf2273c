//! Files of every kind, in both directions, and what can go wrong with them.

use std::fs;
use std::path::Path;

use futures_util::TryStreamExt as _;
use relevo::domain::cargo::{Cargo, Target};
use relevo::domain::content::{ContactCard, Content, MediaKind};
use relevo::domain::file::{FileKey, FileRef};
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, SendId, WaId};
use relevo::domain::inbound::Inbound;
use relevo::domain::outcome::QuoteRef;
use relevo::gateway::simulator::{
    Faults, FileBytes, NewFile, PersonId, Place, Simulator, SimulatorError, Ticks,
};
use relevo::gateway::{Gateway, GatewayError, Outbound, StoredFile};

use super::{clock, in_memory};

#[tokio::test]
async fn every_kind_that_a_person_sends_is_reported_and_can_be_fetched() {
    let simulator = in_memory();
    let (marta, place) = marta(&simulator);
    let first = simulator.write_dm(marta, "Mirá", None).unwrap();
    for (n, kind) in MediaKind::ALL.into_iter().enumerate() {
        let bytes = vec![u8::try_from(n).unwrap(); 100_000 + n];
        let file = NewFile {
            mime: Some(String::from("image/jpeg")),
            name: Some(String::from("luz.jpg")),
            caption: Some(String::from("la luz roja")),
            view_once: true,
            seconds: Some(7),
            ..NewFile::new(kind, FileBytes::Whole(bytes.clone().into()))
        };
        let id = simulator.write_file(marta, &place, file, Some(&first)).await.unwrap();

        let message = messages(&simulator).pop().unwrap();
        let Content::Media { media, caption, file_name, view_once, file: Some(file) } =
            message.content
        else {
            panic!("no file in it")
        };
        assert_eq!((message.id.clone(), media, view_once), (id.clone(), kind, true));
        assert_eq!(caption.as_deref(), kind.takes_caption().then_some("la luz roja"));
        assert_eq!(file_name.as_deref(), Some("luz.jpg"));
        assert_eq!(message.quote.unwrap().id, first);
        assert_eq!(file.key, FileKey::of(&message.chat, &id));
        assert_eq!((file.size, file.seconds), (Some(bytes.len() as u64), Some(7)));
        assert_eq!(fetched(&simulator, &file).await.unwrap(), bytes);

        let row = simulator.phone(marta).unwrap().direct.pop().unwrap();
        let shown = row.file.unwrap();
        assert_eq!(
            (shown.kind, shown.hash.as_str(), row.ticks),
            (kind, &*file.source, Ticks::Sent)
        );
    }
}

#[tokio::test]
async fn every_kind_that_the_line_sends_is_shown_once_however_often_it_is_sent() {
    let (simulator, folder) = (in_memory(), tempfile::tempdir().unwrap());
    let (marta, place) = marta(&simulator);
    let said = simulator.write_dm(marta, "¿Me la mandás?", None).unwrap();
    let chat = direct(&simulator, marta);
    for (n, kind) in MediaKind::ALL.into_iter().enumerate() {
        let caption = kind.takes_caption().then(|| String::from("acá va"));
        let file = stored(folder.path(), format!("bytes {n}").as_bytes());
        let message = Outbound {
            cargo: Some(Cargo::File {
                media: kind,
                file: FileRef::new(&chat, &"A".into(), "elsewhere"),
                file_name: Some(String::from("a.bin")),
                caption: caption.clone(),
                view_once: false,
            }),
            file: Some(file),
            quote: Some(quote(&said)),
            ..Outbound::text(SendId(n as i64), chat.clone(), "[file]")
        };
        let id = simulator.send(&message).await.unwrap();
        assert_eq!(simulator.send(&message).await.unwrap(), id);

        let row = simulator.phone(marta).unwrap().direct.pop().unwrap();
        let shown = row.file.unwrap();
        assert_eq!((row.id, shown.kind, shown.caption), (id, kind, caption));
        assert_eq!((shown.name.as_deref(), row.quote.unwrap().id), (Some("a.bin"), said.clone()));
        let mut kept = simulator.open_file(&shown.hash).unwrap();
        assert_eq!(kept.piece().unwrap(), format!("bytes {n}").as_bytes());
    }
    let tally = simulator.read(|network| network.tally());
    assert_eq!((tally.sent, tally.repeated, tally.conflicting), (8, 8, 0));
    assert_eq!(simulator.read(|network| network.log(&place).count()), 9);
}

#[tokio::test]
async fn places_and_contacts_are_sent_with_a_quote_too() {
    let simulator = in_memory();
    let (marta, _) = marta(&simulator);
    let said = simulator.write_dm(marta, "¿Dónde están?", None).unwrap();
    let chat = direct(&simulator, marta);
    let cards = vec![ContactCard { name: "Ana".into(), phones: vec!["381 555".into()] }];
    let name = Some(String::from("Oficina"));
    let cargoes = [
        Cargo::Location { latitude: -26.830_500_123, longitude: -65.2, name: name.clone() },
        Cargo::Contacts { cards: cards.clone() },
    ];
    for (n, cargo) in cargoes.into_iter().enumerate() {
        let quote = Some(quote(&said));
        let words = Outbound::text(SendId(n as i64), chat.clone(), "instead");
        let message = Outbound { cargo: Some(cargo), quote, ..words };
        simulator.send(&message).await.unwrap();
        simulator.send(&message).await.unwrap();
    }
    let rows = simulator.phone(marta).unwrap().direct;
    let place = Content::Location { latitude: -26.8305, longitude: -65.2, name, live: false };
    assert_eq!((&rows[1].content, &rows[2].content), (&place, &Content::Contacts { cards }));
    assert!(rows[1..].iter().all(|row| row.quote.as_ref().is_some_and(|quote| quote.id == said)));
    assert_eq!(simulator.read(|network| network.tally().conflicting), 0);
}

#[tokio::test]
async fn what_cannot_be_sent_will_never_be() {
    let (simulator, folder) = (in_memory(), tempfile::tempdir().unwrap());
    let chat = direct(&simulator, marta(&simulator).0);
    let file = |media, caption: Option<&str>| Cargo::File {
        media,
        file: FileRef::new(&chat, &"A".into(), "x"),
        file_name: None,
        caption: caption.map(str::to_owned),
        view_once: false,
    };
    let bytes = stored(folder.path(), b"x");
    let gone = StoredFile { path: folder.path().join("gone"), ..bytes.clone() };
    let empty = stored(folder.path(), b"");
    let long = "a".repeat(1_025);
    let nowhere = Cargo::Location { latitude: f64::NAN, longitude: 0.0, name: None };
    let hopeless = [
        (file(MediaKind::Image, None), None),
        (file(MediaKind::Image, None), Some(gone)),
        (file(MediaKind::Image, None), Some(empty)),
        (file(MediaKind::Voice, Some("words")), Some(bytes.clone())),
        (file(MediaKind::Image, Some(&long)), Some(bytes)),
        (nowhere, None),
        (Cargo::Contacts { cards: vec![] }, None),
    ];
    for (cargo, file) in hopeless {
        let words = Outbound::text(SendId(1), chat.clone(), "instead");
        let message = Outbound { cargo: Some(cargo), file, ..words };
        let answer = simulator.send(&message).await;
        assert!(matches!(answer, Err(GatewayError::Never(_))), "{message:?}: {answer:?}");
    }
    let unsent = QuoteRef { id: copy(), ..quote(&"A".into()) };
    let quoting = Outbound { quote: Some(unsent), ..Outbound::text(SendId(1), chat, "Hola") };
    assert!(matches!(simulator.send(&quoting).await, Err(GatewayError::Never(_))));
    assert_eq!(simulator.read(|network| network.tally().sent), 0);
}

#[tokio::test]
async fn files_expire_fail_for_a_while_and_break_off() {
    let simulator = in_memory();
    let (marta, place) = marta(&simulator);
    let bytes = vec![7_u8; 300_000];
    let new = NewFile::new(MediaKind::Video, FileBytes::Whole(bytes.clone().into()));
    simulator.write_file(marta, &place, new, None).await.unwrap();
    let Content::Media { file: Some(file), .. } = messages(&simulator).pop().unwrap().content
    else {
        panic!("no file in it")
    };
    simulator.set_faults(Faults { fetches_refused: 1, fetches_broken: 1, ..Faults::default() });
    assert!(matches!(fetched(&simulator, &file).await, Err((0, GatewayError::Again(_)))));
    assert!(matches!(fetched(&simulator, &file).await, Err((150_000, GatewayError::Again(_)))));
    assert_eq!(fetched(&simulator, &file).await.unwrap(), bytes, "the counted faults are used up");

    simulator.set_faults(Faults { files_expired: true, ..Faults::default() });
    assert!(matches!(fetched(&simulator, &file).await, Err((0, GatewayError::Never(_)))));
    simulator.set_faults(Faults { offline: true, ..Faults::default() });
    assert!(matches!(fetched(&simulator, &file).await, Err((0, GatewayError::NotConnected(_)))));
    simulator.set_faults(Faults::default());
    for source in ["0".repeat(64), String::from("../simulator.jsonl"), String::new()] {
        let unknown = FileRef { source: source.into(), ..file.clone() };
        assert!(matches!(fetched(&simulator, &unknown).await, Err((0, GatewayError::Never(_)))));
    }
}

#[tokio::test]
async fn files_are_kept_once_outside_the_journal_and_go_with_the_last_message() {
    let dir = tempfile::tempdir().unwrap();
    let open = || Simulator::open(dir.path(), clock().1).unwrap();
    let names = || {
        let folder = fs::read_dir(dir.path().join("simulator-media")).unwrap();
        folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
    };
    let simulator = open();
    let (marta, place) = marta(&simulator);
    let bytes = vec![b'z'; 200_000];
    for _ in 0..2 {
        let new = NewFile::new(MediaKind::Document, FileBytes::Whole(bytes.clone().into()));
        simulator.write_file(marta, &place, new, None).await.unwrap();
    }
    let source = dir.path().join("source");
    fs::write(&source, b"another").unwrap();
    let new = NewFile::new(MediaKind::Document, FileBytes::At(source));
    simulator.write_file(marta, &place, new, None).await.unwrap();
    assert!(simulator.settled().await);
    let rows = simulator.phone(marta).unwrap().direct;
    drop(simulator);
    assert_eq!(names().len(), 2, "the same bytes are one file");
    assert!(fs::metadata(dir.path().join("simulator.jsonl")).unwrap().len() < 20_000);

    let simulator = open();
    assert_eq!(simulator.phone(marta).unwrap().direct, rows);
    let file = rows[0].file.clone().unwrap();
    assert_eq!(simulator.open_file(&file.hash).unwrap().size(), 200_000);
    simulator.delete(marta, &place, &rows[2].id).unwrap();
    drop(simulator);
    assert_eq!(
        open().open_file(&rows[2].file.clone().unwrap().hash).unwrap().size(),
        7,
        "a gateway has it still"
    );
    open().reset();
    drop(open());
    assert_eq!(names(), Vec::<String>::new());
}

#[tokio::test]
async fn nobody_sends_a_file_of_nothing_or_one_that_is_not_there() {
    let simulator = in_memory();
    let (marta, place) = marta(&simulator);
    let nothing = [FileBytes::Whole(Vec::new().into()), FileBytes::At("/nowhere/at/all".into())];
    for bytes in nothing {
        let new = NewFile::new(MediaKind::Image, bytes);
        let sent = simulator.write_file(marta, &place, new, None).await;
        assert_eq!(sent, Err(SimulatorError::NoFile));
    }
    let mut upload = simulator.begin_upload(10).unwrap();
    upload.write(b"12345").unwrap();
    upload.write(b"678901").unwrap_err();
    let odd = FileRef::new(&"".into(), &"".into(), "../../etc/passwd");
    let content = Content::Media {
        media: MediaKind::Image,
        caption: None,
        file_name: None,
        view_once: false,
        file: Some(odd),
    };
    assert_eq!(simulator.write(marta, &place, content, None), Err(SimulatorError::NoFile));
    assert!(simulator.phone(marta).unwrap().direct.is_empty());
}

/// All of a file, or how much came before the error.
async fn fetched(simulator: &Simulator, file: &FileRef) -> Result<Vec<u8>, (usize, GatewayError)> {
    let mut bytes = simulator.fetch(file).await.map_err(|error| (0, error))?.bytes;
    let mut whole = Vec::new();
    loop {
        match bytes.try_next().await {
            Ok(Some(piece)) => whole.extend_from_slice(&piece),
            Ok(None) => return Ok(whole),
            Err(error) => return Err((whole.len(), error)),
        }
    }
}

fn messages(simulator: &Simulator) -> Vec<relevo::domain::inbound::Incoming> {
    simulator.read(|network| {
        let pending = network.pending_deliveries();
        pending
            .filter_map(|pending| match &pending.inbound {
                Inbound::Message(message) => Some(message.clone()),
                _ => None,
            })
            .collect()
    })
}

fn marta(simulator: &Simulator) -> (PersonId, Place) {
    let marta = simulator.phones()[0].person;
    (marta, Place::Direct(marta))
}

fn direct(simulator: &Simulator, person: PersonId) -> ChatId {
    simulator.read(|network| network.person(person).unwrap().chat())
}

fn stored(folder: &Path, bytes: &[u8]) -> StoredFile {
    let path = folder.join(format!("{}.bin", bytes.len()));
    fs::write(&path, bytes).unwrap();
    StoredFile {
        path,
        hash: String::from("whatever"),
        size: bytes.len() as u64,
        mime: String::new(),
    }
}

fn quote(id: &WaId) -> QuoteRef {
    let author = Identity::default();
    QuoteRef { id: id.clone().into(), from_us: false, author, text: String::from("words") }
}

fn copy() -> Target {
    let (ticket, seq, part) = (relevo::domain::ids::TicketNo(1), 1, 0);
    Target::Copy(relevo::domain::cargo::CopyRef { ticket, seq, part })
}
