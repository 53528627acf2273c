//! Files as browsers get them: to whom, as what, whole and in parts.

use actix_web::App;
use actix_web::body::{BodySize, MessageBody};
use actix_web::http::{StatusCode, header};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::{Bytes, Data};
use relevo::domain::content::{Content, MediaKind};
use relevo::domain::event::Event;
use relevo::domain::file::{FileKey, FileRef};
use relevo::domain::identity::Identity;
use relevo::domain::ids::{CustomerId, GroupId, TicketNo, Timestamp};
use relevo::domain::outcome::Outcome;
use relevo::domain::phone::Phone;
use relevo::domain::settings::{Department, GroupKind, Language};
use relevo::domain::ticket::{CaseMessage, Customer, Sentiment, Side, Ticket};
use relevo::store::files;
use relevo::store::users::{NewUser, Role};
use relevo::web::accounts::Accounts;
use relevo::web::flash::Flash;
use relevo::web::house::Panel;
use relevo::web::routes;
use relevo::web::secret::Token;
use relevo::web::settings::WebSettings;

use super::gateway::{Comes, Files};
use super::place::{LINE, Place, file};
use super::png;

const NO: TicketNo = TicketNo(7);
const PAGE: &[u8] = b"<!DOCTYPE html><script>alert(document.cookie)</script>";

#[actix_web::test]
async fn a_picture_is_shown_to_who_is_signed_in_and_can_do_nothing() {
    let office = Office::open().await;
    let photo = office.tell(MediaKind::Image, Some("foto \u{202e}gpj.html"), &png(5_000)).await;
    let answer = office.get_with(&photo, &[("accept-encoding", "gzip")]).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, 5_000));
    assert_eq!(answer.header("content-type"), "image/png");
    assert_eq!(answer.header("content-security-policy"), "sandbox; default-src 'none'");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("content-encoding"), "identity", "parts are counted in its own bytes");
    assert_eq!(answer.size, BodySize::Sized(5_000));
    assert!(answer.header("cache-control").contains("private"));
    let disposition = answer.header("content-disposition");
    assert!(
        disposition.starts_with("inline; ") && disposition.contains("foto gpj.html"),
        "{disposition}"
    );

    let strangers = office.ask(TestRequest::get().uri(&photo)).await;
    assert_eq!(
        (strangers.status, strangers.header("location").starts_with("/login")),
        (StatusCode::SEE_OTHER, true)
    );
    let forged = format!("relevo_sesion={}", Token::random().unwrap().text());
    let forged = TestRequest::get().uri(&photo).insert_header((header::COOKIE, forged));
    assert_eq!(office.ask(forged).await.status, StatusCode::SEE_OTHER);
    office.close().await;
}

#[actix_web::test]
async fn what_a_browser_might_run_is_only_given_out_to_be_saved() {
    let office = Office::open().await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    for (bytes, kind) in [
        (PAGE, MediaKind::Document),
        (PAGE, MediaKind::Image),
        (svg, MediaKind::Image),
        (b"#!/bin/sh\nid", MediaKind::Document),
        (b"MZ\x90\0", MediaKind::Sticker),
    ] {
        let address = office.tell(kind, Some("a\"\r\nX: y.html"), bytes).await;
        let answer = office.get(&address).await;
        assert_eq!((answer.status, &answer.body[..]), (StatusCode::OK, bytes));
        assert_eq!(answer.header("content-type"), "application/octet-stream");
        assert_eq!(
            answer.header("content-disposition"),
            "attachment; filename=\"a X y.html\"; filename*=UTF-8''a%20X%20y.html"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    let document = office.tell(MediaKind::Document, None, b"%PDF-1.7\n%").await;
    let answer = office.get(&document).await;
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(
        answer.header("content-disposition").starts_with("attachment; filename=\"relevo.pdf\"")
    );
    office.close().await;
}

#[actix_web::test]
async fn parts_are_given_as_they_are_asked_for() {
    let office = Office::open().await;
    let bytes: Vec<u8> = [&b"ID3\x04\0\0"[..], &[7; 300_000], b"end"].concat();
    let song = office.tell(MediaKind::Audio, None, &bytes).await;
    let whole = office.get(&song).await;
    assert_eq!(
        (whole.header("content-type"), whole.header("accept-ranges")),
        ("audio/mpeg", "bytes")
    );
    assert_eq!(&whole.body[..], bytes);
    let (size, tag) = (bytes.len(), whole.header("etag").to_owned());
    for (asked, first, last) in [
        ("bytes=0-1".to_owned(), 0, 1),
        (format!("bytes=10-{}", size * 2), 10, size - 1),
        ("bytes=-3".to_owned(), size - 3, size - 1),
        (format!("bytes={}-", size - 1), size - 1, size - 1),
        ("bytes=100-299999".to_owned(), 100, 299_999),
    ] {
        let part = office.get_with(&song, &[("range", &asked)]).await;
        assert_eq!(
            (part.status, &part.body[..]),
            (StatusCode::PARTIAL_CONTENT, &bytes[first..=last]),
            "{asked}"
        );
        assert_eq!(part.header("content-range"), format!("bytes {first}-{last}/{size}"));
        assert_eq!(part.size, BodySize::Sized((last - first + 1) as u64));
    }
    for nowhere in [format!("bytes={size}-"), "bytes=-0".to_owned()] {
        let answer = office.get_with(&song, &[("range", &nowhere)]).await;
        assert_eq!(answer.status, StatusCode::RANGE_NOT_SATISFIABLE, "{nowhere}");
        assert_eq!(answer.header("content-range"), format!("bytes */{size}"));
    }
    for odd in
        ["bytes=0-1,5-6", "bytes=5-1", "lines=1-2", "bytes=a-b", "bytes=99999999999999999999999-"]
    {
        let answer = office.get_with(&song, &[("range", odd)]).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, size), "{odd}");
    }
    let other = [("range", "bytes=0-1"), ("if-range", "\"another\"")];
    assert_eq!(office.get_with(&song, &other).await.status, StatusCode::OK);
    let same = [("range", "bytes=0-1"), ("if-range", tag.as_str())];
    assert_eq!(office.get_with(&song, &same).await.status, StatusCode::PARTIAL_CONTENT);
    let known = office.get_with(&song, &[("if-none-match", &tag)]).await;
    assert_eq!((known.status, known.body.len()), (StatusCode::NOT_MODIFIED, 0));
    office.close().await;
}

#[actix_web::test]
async fn nobody_gets_a_file_by_another_message_than_its_own() {
    let office = Office::open().await;
    let photo = office.tell(MediaKind::Image, None, &png(50)).await;
    let other = office.tell(MediaKind::Image, None, &png(60)).await;
    let key = |address: &str| address.split(['/', '?']).nth(3).unwrap().to_owned();
    let swapped = photo.replace(&key(&photo), &key(&other));
    for address in [
        swapped.as_str(),
        &photo.replace("/archivos/1/", "/archivos/2/"),
        &photo.replace("caso=7", "caso=8"),
        &photo.replace("mensaje=1", "mensaje=3"),
        &photo.replace(&key(&photo), "..%2f..%2fetc%2fpasswd"),
        &photo.replace(&key(&photo), &"f".repeat(32)),
    ] {
        assert_eq!(office.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    for address in [photo.split('?').next().unwrap(), &photo.replace("caso=7", "caso=x")] {
        assert_eq!(office.get(address).await.status, StatusCode::BAD_REQUEST, "{address}");
    }
    let once = office.write(once(file("O")), Some(png(70))).await;
    assert_eq!(office.get(&once).await.status, StatusCode::NOT_FOUND, "seen by nobody here");
    let form = [("csrf", office.token.form_value().unwrap())];
    assert_eq!(office.post(&fetch_of(&once), &form).await.status, StatusCode::NOT_FOUND);
    office.close().await;
}

#[actix_web::test]
async fn the_small_picture_stands_in_as_long_as_it_is_there() {
    let office = Office::open().await;
    let small = office.place.media.keep_preview(Bytes::from(png(90))).await.unwrap();
    let mut photo = file("P");
    photo.preview = Some(small.clone());
    let address = office.write(picture(photo), Some(png(400))).await;
    let mini = format!("{address}&mini");
    assert_eq!(&office.get(&mini).await.body[..], png(90));
    assert_eq!(&office.get(&address).await.body[..], png(400));
    let path = office.place.media.path_of(&small).unwrap();
    // Whatever stands there now is no picture.
    std::fs::write(&path, PAGE).unwrap();
    assert_eq!(&office.get(&mini).await.body[..], png(400));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(&office.get(&mini).await.body[..], png(400));
    office.close().await;
}

#[actix_web::test]
async fn a_file_that_is_not_here_says_so_and_can_be_asked_for() {
    let office = Office::open().await;
    let never = office.write(picture(file("N")), None).await;
    let answer = office.get(&never).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("Ese archivo no está acá"), "{}", answer.text());
    let gone = office.tell(MediaKind::Image, None, &png(80)).await;
    for path in office.place.stored() {
        std::fs::write(path, b"cut").unwrap();
    }
    assert_eq!(office.get(&gone).await.status, StatusCode::NOT_FOUND, "it is damaged");

    let form = [("csrf", office.token.form_value().unwrap())];
    let forged = [("csrf", Token::random().unwrap().form_value().unwrap())];
    assert_eq!(office.post(&fetch_of(&never), &forged).await.status, StatusCode::FORBIDDEN);
    let asked = office.post(&fetch_of(&never), &form).await;
    assert_eq!(
        (asked.status, asked.header("location")),
        (StatusCode::SEE_OTHER, "/tickets/7?linea=1#m-1")
    );
    assert_eq!(
        asked.flash(),
        Some(Flash::of("flash-bad-file-lost")),
        "the simulator has no such file"
    );
    assert!(matches!(
        office.place.noted_missing(&file("N")).await,
        files::FileState::Missing { .. }
    ));
    office.close().await;
}

#[actix_web::test]
async fn who_may_not_see_a_case_finds_neither_its_page_nor_its_files_nor_its_transcript() {
    let office = Office::of(Role::Operator).await;
    let photo = office.tell(MediaKind::Image, None, &png(80)).await;
    let pages = ["/tickets/7", "/tickets/7/transcripcion.html", "/tickets/7/transcripcion.json"];
    for address in pages.into_iter().chain([photo.as_str()]) {
        assert_eq!(office.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let form = [("csrf", office.token.form_value().unwrap())];
    assert_eq!(office.post(&fetch_of(&photo), &form).await.status, StatusCode::NOT_FOUND);
    for act in ["cerrar", "nota", "asignar", "borrar"] {
        let answer = office.post(&format!("/tickets/7/{act}"), &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
    }
    office.close().await;

    let office = Office::open().await;
    office.tell(MediaKind::Image, Some("foto.png"), &png(80)).await;
    for address in pages {
        let answer = office.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        if address.contains("transcripcion") {
            let disposition = answer.header("content-disposition");
            assert!(disposition.starts_with("attachment; filename=\"relevo-1-caso-7."));
        }
    }
    let json = office.get("/tickets/7/transcripcion.json").await.text();
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    let file = read["entries"].as_array().unwrap().iter().find(|e| e["type"] == "message").unwrap();
    assert_eq!(file["file"]["name"], "foto.png");
    assert_eq!(file["file"]["sha256"].as_str().unwrap().len(), 64);
    for none in ["/tickets/8/transcripcion.html", "/tickets/7/transcripcion.exe"] {
        assert_eq!(office.get(none).await.status, StatusCode::NOT_FOUND, "{none}");
    }
    office.close().await;
}

#[actix_web::test]
async fn an_operator_changes_no_settings() {
    let office = Office::of(Role::Operator).await;
    let csrf = ("csrf", office.token.form_value().unwrap());
    let sends = [("espera", "5"), ("ritmo", "1"), ("seguidos", "1"), ("irregular", "0")];
    let form: Vec<_> = sends
        .map(|(name, value)| (name, value.to_owned()))
        .into_iter()
        .chain([csrf.clone()])
        .collect();
    let before = office.place.app.engine.lines()[0].settings.clone();
    assert_eq!(office.post("/ajustes/lineas/1", &form).await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.place.app.engine.lines()[0].settings, before);
    for action in ["reintentar", "descartar"] {
        let form = [("accion", action.to_owned()), csrf.clone()];
        let answer = office.post("/ajustes/lineas/1/mensajes/1", &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    let page = office.get("/ajustes/lineas").await.text();
    assert!(!page.contains("name=\"espera\"") && !page.contains("reintentar"), "{page}");
    office.close().await;
}

/// The panel over a line, and somebody signed in.
struct Office {
    place: Place,
    panel: Data<Panel>,
    token: Token,
    said: std::cell::Cell<u32>,
}

/// What the server answered.
struct Answer {
    status: StatusCode,
    headers: header::HeaderMap,
    /// What the header Content-Length is made of.
    size: BodySize,
    body: Bytes,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn flash(&self) -> Option<Flash> {
        let cookies = self.headers.get_all("set-cookie").filter_map(|cookie| cookie.to_str().ok());
        let mut values = cookies.filter_map(|cookie| cookie.strip_prefix("relevo_aviso="));
        Flash::read(values.next()?.split(';').next()?)
    }
}

impl Office {
    /// With a case that has no messages yet; a supervisor is signed in.
    async fn open() -> Self {
        Self::of(Role::Supervisor).await
    }

    /// The same with somebody else signed in.
    async fn of(role: Role) -> Self {
        let place = Place::open().await;
        let database = &place.app.database;
        let accounts = Accounts::new(database).unwrap();
        let user = NewUser {
            login: "ope".into(),
            name: "Olga".into(),
            role,
            password_hash: "x".into(),
            language: Language::Es,
            created_at: Timestamp(1),
        };
        let user = accounts.add_first(user).await.unwrap().unwrap();
        let token = Token::random().unwrap();
        let now = place.run.house.clock.now();
        accounts.begin_session(token.hash(), user, now, now.plus(3_600_000)).await.unwrap();
        let settings = WebSettings::plain();
        let panel = Panel::new(place.app.engine.clone(), database.readers(), accounts, settings);
        let identity = Identity::of_phone(Phone::from_digits("5493815551234").unwrap());
        let customer = std::sync::Arc::new(Customer {
            id: CustomerId(1),
            name: "Ana".into(),
            chat: identity.chat().unwrap(),
            identity,
            closed_cases: 0,
            recent: Vec::new(),
            about: Default::default(),
            blocked: None,
            asked: None,
        });
        let ticket = Ticket {
            no: NO,
            customer: customer.clone(),
            department: Department::Support,
            sentiment: Sentiment::Neutral,
            opened_at: now,
            group: GroupId(1),
            last_seq: 0,
            notes: Vec::new(),
            summary: None,
            previous: None,
        };
        let events = vec![
            Event::GroupPlanned { group: GroupId(1), kind: GroupKind::Support, name: "S".into() },
            Event::CustomerKnown { customer },
            Event::Opened { ticket, backlog: Vec::new() },
        ];
        place.run.house.submit(Outcome { events, ..Outcome::default() });
        Self { place, panel: Data::new(panel), token, said: std::cell::Cell::new(0) }
    }

    /// A message with a file that is in the folder; the answer is the file's address.
    async fn tell(&self, media: MediaKind, name: Option<&str>, bytes: &[u8]) -> String {
        let file = file(&format!("F{}", self.said.get()));
        let file_name = name.map(str::to_owned);
        let content =
            Content::Media { media, caption: None, file_name, view_once: false, file: Some(file) };
        self.write(content, Some(bytes.to_vec())).await
    }

    /// A message, its file in the folder or not; the answer is the file's address.
    async fn write(&self, content: Content, bytes: Option<Vec<u8>>) -> String {
        let seq = self.said.get() + 1;
        self.said.set(seq);
        let house = &self.place.run.house;
        let file = content.file().unwrap().clone();
        let (at, wa_id) = (house.clock.now(), format!("M{seq}").as_str().into());
        let message = CaseMessage::new(seq, Side::Customer, at, wa_id, content);
        let marker = super::place::file(&format!("marker {seq}"));
        let brought = bytes.is_some();
        let files = Files::new(10_000_000);
        files.put(&file, Comes::Whole(bytes.unwrap_or_default(), 1_000));
        files.put(&marker, Comes::Whole(vec![1], 1));
        if brought {
            self.place.media.obtain(house, &files, &file).await.unwrap();
        }
        // Only now the message: its line would ask its own gateway for a file that is not here.
        let events = vec![Event::Kept { ticket: NO, message }];
        house.submit(Outcome { events, ..Outcome::default() });
        // What is submitted in order is written in order.
        self.place.media.obtain(house, &files, &marker).await.unwrap();
        self.place.noted_stored(&marker).await;
        address(&file.key, seq)
    }

    async fn get(&self, address: &str) -> Answer {
        self.get_with(address, &[]).await
    }

    async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = TestRequest::get().uri(address).insert_header(self.cookie());
        for header in headers {
            request = request.insert_header(*header);
        }
        self.ask(request).await
    }

    async fn post(&self, address: &str, form: &[(&str, String)]) -> Answer {
        self.ask(TestRequest::post().uri(address).insert_header(self.cookie()).set_form(form)).await
    }

    async fn ask(&self, request: TestRequest) -> Answer {
        let app = App::new().app_data(self.panel.clone()).configure(routes::configure);
        let response = call_service(&init_service(app).await, request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let size = response.response().body().size();
        Answer { status, headers, size, body: read_body(response).await }
    }

    fn cookie(&self) -> (header::HeaderName, String) {
        (header::COOKIE, format!("relevo_sesion={}", self.token.text()))
    }

    async fn close(self) {
        self.place.app.stop().await;
    }
}

fn picture(file: FileRef) -> Content {
    let (caption, file_name) = (None, None);
    Content::Media {
        media: MediaKind::Image,
        caption,
        file_name,
        view_once: false,
        file: Some(file),
    }
}

fn once(file: FileRef) -> Content {
    let (caption, file_name) = (None, None);
    Content::Media {
        media: MediaKind::Image,
        caption,
        file_name,
        view_once: true,
        file: Some(file),
    }
}

fn address(key: &FileKey, seq: u32) -> String {
    format!("/archivos/{LINE}/{key}?caso={NO}&mensaje={seq}")
}

fn fetch_of(address: &str) -> String {
    address.replace('?', "/traer?")
}
