//! The lines in the panel: added, connected anew, linked, restarted, taken out of service; who may do that; and
//! what did not leave, many messages at once. Against a fake Evolution server that reports back over HTTP.

mod ahead;
mod panel;

use std::collections::BTreeSet;

use actix_web::http::StatusCode;
use relevo::domain::event::Event;
use relevo::domain::ids::{ChatId, LineId, SendId};
use relevo::domain::inbound::Connection;
use relevo::domain::outcome::Outcome;
use relevo::domain::purpose::Purpose;
use relevo::domain::reason;
use relevo::store::users::Role;
use relevo::store::{line_states, lines, outbox};

use crate::evolution::fake::{FakeEvolution, INSTANCE, KEY};
use panel::{Office, form};

const FIRST: LineId = LineId(1);
const NEW: LineId = LineId(2);

#[actix_web::test]
async fn a_line_is_tried_before_anything_is_kept_and_then_receives() {
    let (office, fake) = (Office::open(Role::Admin).await, FakeEvolution::start().await);
    let typed = |name: &str, url: &str, key: &str| {
        form(&[
            ("tipo", "evolution"),
            ("nombre", name),
            ("direccion", url),
            ("clave", key),
            ("instancia", INSTANCE),
        ])
    };
    for (name, url, key, says) in [
        ("", fake.url(), KEY, "Falta completar este dato"),
        ("SIMULADOR", fake.url(), KEY, "Ya hay una línea con ese nombre"),
        ("Ventas", "http://u:p@localhost".into(), KEY, "Sacá el usuario y la contraseña"),
        ("Ventas", "http://169.254.169.254".into(), KEY, "es de uso interno de la red"),
        ("Ventas", "https://evolution.example".into(), KEY, "RELEVO_PUBLIC_URL"),
        ("Ventas", "http://localhost:1".into(), KEY, "nadie atiende ese puerto"),
        ("Ventas", fake.url(), "other", "El servidor no acepta esta clave"),
    ] {
        let answer = office.post("/ajustes/lineas/nueva", &typed(name, &url, key)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {url}");
        assert!(answer.text.contains(says), "{says}: {}", answer.text);
    }
    assert_eq!(office.app.engine.lines().len(), 1, "nothing was kept");
    assert!(fake.asked().iter().all(|asked| asked.method == "GET"), "nothing was changed there");

    let answer = office.post("/ajustes/lineas/nueva", &typed("Ventas", &fake.url(), KEY)).await;
    assert_eq!((answer.status, &*answer.flash), (StatusCode::SEE_OTHER, "flash-line-added"));
    // Pressed twice.
    let answer = office.post("/ajustes/lineas/nueva", &typed("Ventas", &fake.url(), KEY)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = office.post("/ajustes/lineas/nueva", &typed("Otra", &fake.url(), KEY)).await;
    assert!(again.text.contains("ya es de la línea Ventas"), "{}", again.text);

    office.until("it is connected", |office| office.state(NEW) == Connection::Connected).await;
    let row = office.read(|conn| lines::find(conn, NEW)).unwrap();
    let sealed = row.secret.unwrap();
    assert!(!sealed.contains(KEY), "the key is encrypted");
    assert!(!office.get("/ajustes/lineas/2").await.text.contains(KEY), "and never shown");
    // What people write arrives, because Relevo has set the webhook itself.
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    fake.dm(&ana, "Hola");
    office
        .until("Ana is answered", |_| {
            fake.sent().iter().any(|sent| sent.text.contains("1. Soporte"))
        })
        .await;
    assert!(office.app.engine.link(NEW).unwrap().heard_at.is_some());
    office.stop().await;
}

#[actix_web::test]
async fn a_key_is_changed_kept_and_never_sent_to_another_server() {
    let (office, fake) = (Office::open(Role::Admin).await, FakeEvolution::start().await);
    let other = FakeEvolution::start().await;
    office.add(&fake, "Ventas").await;
    let typed = |name: &str, url: &str, key: &str| {
        form(&[("nombre", name), ("direccion", url), ("clave", key), ("instancia", INSTANCE)])
    };
    let to = "/ajustes/lineas/2/conexion";
    let answer = office.post(to, &typed("Ventas Norte", &fake.url(), "")).await;
    assert_eq!(&*answer.flash, "flash-line-renamed");
    assert_eq!(office.app.engine.lines()[1].name, "Ventas Norte");
    let answer = office.post(to, &typed("Ventas Norte", &other.url(), "")).await;
    assert!(answer.text.contains("escribí la clave otra vez"), "{}", answer.text);
    assert_eq!(other.asked(), vec![]);
    let answer = office.post(to, &typed("Ventas Norte", &fake.url(), "wrong")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = office.post(to, &typed("Ventas Norte", &other.url(), KEY)).await;
    assert_eq!(&*answer.flash, "flash-line-reconnected");
    let ana = other.person("Ana", "5491150001001", "200100100100100");
    other.dm(&ana, "Hola");
    office.until("Ana is answered", |_| !other.sent().is_empty()).await;
    assert_eq!(fake.sent(), vec![]);
    office.stop().await;
}

#[actix_web::test]
async fn what_happens_to_the_connection_is_kept_over_a_restart() {
    let (office, fake) = (Office::open(Role::Admin).await, FakeEvolution::start().await);
    office.add(&fake, "Ventas").await;
    fake.disconnect(401);
    office.until("it is down", |office| office.state(NEW) == Connection::Disconnected).await;
    let answer = office.post("/ajustes/lineas/2/vincular", &form(&[])).await;
    assert_eq!(&*answer.flash, "flash-wait-line-qr");
    let answer =
        office.post("/ajustes/lineas/2/codigo", &form(&[("numero", "11 5000-9999")])).await;
    assert_eq!(&*answer.flash, "flash-wait-line-code");
    let page = office.get("/ajustes/lineas").await.text;
    assert!(page.contains("ABCD-1234") && page.contains("class=\"qr\""), "{page}");
    let answer = office.post("/ajustes/lineas/2/codigo", &form(&[("numero", "<b>")])).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    fake.reconnect();
    office.until("it is back", |office| office.state(NEW) == Connection::Connected).await;
    let answer = office.post("/ajustes/lineas/2/reiniciar", &form(&[])).await;
    assert_eq!(&*answer.flash, "flash-line-restarted");
    let answer = office.post("/ajustes/lineas/2/desvincular", &form(&[])).await;
    assert_eq!(&*answer.flash, "flash-line-unlinked");

    let is_down = |office: &Office| {
        office.states(NEW).last().is_some_and(|last| last.state == Connection::Disconnected)
    };
    office.until("it is written down", is_down).await;
    let office = office.start_again().await;
    let kept = office.states(NEW);
    let since = kept.iter().map(|state| state.state).collect::<Vec<_>>();
    let expected = [
        Connection::Connected,
        Connection::Disconnected,
        Connection::Connecting,
        Connection::WaitingForQr,
        Connection::Connected,
        Connection::Disconnected,
    ];
    assert_eq!(since, expected);
    assert!(
        kept.iter().any(|state| state.detail.as_deref() == Some(reason::LOGGED_OUT)),
        "{kept:?}"
    );
    let page = office.get("/ajustes/lineas").await.text;
    assert!(page.contains("El número se desvinculó"), "{page}");
    office.stop().await;
}

#[actix_web::test]
async fn a_line_without_open_cases_goes_out_of_service_and_comes_back() {
    let (office, fake) = (Office::open(Role::Admin).await, FakeEvolution::start().await);
    office.add(&fake, "Ventas").await;
    let answer = office.post("/ajustes/lineas/2/desactivar", &form(&[])).await;
    assert_eq!(&*answer.flash, "flash-line-ended");
    assert!(office.app.engine.run(NEW).is_none());
    let again = office.post("/ajustes/lineas/2/desactivar", &form(&[])).await;
    assert_eq!(&*again.flash, "flash-line-ended", "twice is harmless");
    for action in ["reiniciar", "vincular", "codigo", "desvincular"] {
        let answer = office.post(&format!("/ajustes/lineas/2/{action}"), &form(&[])).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
    }
    let office = office.start_again().await;
    assert!(office.app.engine.run(NEW).is_none(), "it stays so");
    assert!(office.get("/tickets?linea=2").await.status.is_success(), "its history is readable");
    assert!(office.get("/ajustes/lineas").await.text.contains("DESACTIVADA"));
    let answer = office.post("/ajustes/lineas/2/activar", &form(&[])).await;
    assert_eq!(&*answer.flash, "flash-line-begun");
    office.until("it is connected", |office| office.state(NEW) == Connection::Connected).await;
    let is_up = |office: &Office| {
        office.states(NEW).last().is_some_and(|last| last.state == Connection::Connected)
    };
    office.until("it is written down", is_up).await;

    let simulator = form(&[("tipo", "simulator"), ("nombre", "Escuela")]);
    let answer = office.post("/ajustes/lineas/nueva", &simulator).await;
    assert_eq!(&*answer.flash, "flash-line-added");
    assert!(office.app.engine.simulator(LineId(3)).is_some());
    office.stop().await;
}

#[actix_web::test]
async fn only_an_administrator_changes_lines_and_an_operator_reads_no_letters() {
    let paths = [
        "/ajustes/lineas/nueva",
        "/ajustes/lineas/1",
        "/ajustes/lineas/1/conexion",
        "/ajustes/lineas/1/desactivar",
        "/ajustes/lineas/1/activar",
        "/ajustes/lineas/1/reiniciar",
        "/ajustes/lineas/1/vincular",
        "/ajustes/lineas/1/codigo",
        "/ajustes/lineas/1/desvincular",
    ];
    for role in [Role::Supervisor, Role::Operator] {
        let office = Office::open(role).await;
        for path in paths {
            let answer = office.post(path, &form(&[("tipo", "simulator")])).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in ["/ajustes/lineas/nueva", "/ajustes/lineas/1"] {
            assert_eq!(office.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        let page = office.get("/ajustes/lineas").await;
        let reads_letters = page.text.contains("id=\"mensajes\"");
        let may = role == Role::Supervisor;
        assert_eq!((page.status.is_success(), reads_letters), (may, may));
        let all = form(&[("todos", "si"), ("accion", "reintentar")]);
        let answer = office.post("/ajustes/lineas/1/mensajes", &all).await;
        let forbidden = answer.status == StatusCode::FORBIDDEN;
        assert_eq!(forbidden, role == Role::Operator);
        office.stop().await;
    }
    let office = Office::open(Role::Admin).await;
    for path in ["/ajustes/lineas/99", "/ajustes/lineas/99/conexion", "/ajustes/lineas/x"] {
        assert_eq!(office.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for form in [form(&[]), form(&[("todos", "si")]), form(&[("accion", "reintentar")])] {
        let answer = office.post("/ajustes/lineas/1/mensajes", &form).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    }
    office.stop().await;
}

#[actix_web::test]
async fn what_did_not_leave_is_settled_by_reason_or_chat_and_never_twice() {
    let office = Office::open(Role::Supervisor).await;
    // The line is down, so that what is tried again waits.
    office.app.engine.simulator(FIRST).unwrap().unlink();
    office.until("it is unlinked", |office| office.state(FIRST) == Connection::WaitingForQr).await;
    let run = office.app.engine.run(FIRST).unwrap();
    let mut sends = Outcome::default();
    for chat in ["1@lid", "1@lid", "2@lid", "2@lid", "2@lid"] {
        let refusal = relevo::domain::notice::Notice::NoCase;
        sends.post(&ChatId::from(chat), Purpose::Answer, refusal, None);
    }
    run.house.submit(sends);
    office.until("they wait", |office| office.counts() == (5, 0)).await;
    let events = (1..=5).map(|send| Event::SendFailed {
        send: SendId(send),
        purpose: Purpose::Answer,
        at: run.house.clock.now(),
        error: if send % 2 == 0 { "file-gone".into() } else { "<b>no</b>".into() },
    });
    run.house.submit(Outcome { events: events.collect(), ..Outcome::default() });
    office.until("they are given up", |office| office.counts() == (0, 5)).await;
    let page = office.get("/ajustes/lineas").await.text;
    assert!(page.contains("WhatsApp ya no tiene ese archivo"), "{page}");
    assert!(!page.contains("<b>no</b>"));

    let to = "/ajustes/lineas/1/mensajes";
    let reason = form(&[("motivo", "<b>no</b>"), ("accion", "reintentar")]);
    assert_eq!(&*office.post(to, &reason).await.flash, "flash-letters-retried");
    assert_eq!(office.counts(), (3, 2));
    assert_eq!(&*office.post(to, &reason).await.flash, "flash-letters-retried");
    assert_eq!(office.counts(), (3, 2), "twice is harmless");
    let waiting = office.get("/ajustes/lineas").await.text;
    assert!(waiting.contains("3 mensajes esperan"), "{waiting}");
    let chat = form(&[("chat", "1@lid"), ("accion", "descartar")]);
    assert_eq!(&*office.post(to, &chat).await.flash, "flash-letters-dropped");
    assert_eq!(office.counts(), (3, 1));
    let all = form(&[("todos", "si"), ("accion", "descartar")]);
    assert_eq!(&*office.post(to, &all).await.flash, "flash-letters-dropped");
    assert_eq!(office.counts(), (3, 0));
    let nobody = form(&[("chat", "'; DROP TABLE outbox; --"), ("accion", "descartar")]);
    assert_eq!(&*office.post(to, &nobody).await.flash, "flash-letters-dropped");
    let kept = office.read(|conn| outbox::dead_by_reason(conn, FIRST, 9));
    assert_eq!(kept.into_iter().collect::<BTreeSet<_>>(), BTreeSet::new());
    let latest = office.read(|conn| line_states::latest(conn, FIRST)).unwrap();
    assert_eq!(latest.state, Connection::WaitingForQr);
    office.stop().await;
}
