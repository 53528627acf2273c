//! An administrator adds a line on a server, links its number, restarts it, takes it out of service, and sends
//! again what did not leave.

use std::fs;
use std::path::Path;

use relevo::domain::event::Event;
use relevo::domain::ids::{ChatId, SendId};
use relevo::domain::purpose::Purpose;
use relevo::domain::settings::LineSettings;
use relevo::engine::Clock;
use relevo::store::Database;
use relevo::store::journal::{Change, Draft, Verdict};
use relevo::store::lines::{self, NewLine};

use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::{becomes_administrator, comes_in};
use super::window::Window;
use crate::evolution::fake::{FakeEvolution, INSTANCE, KEY};

const MARTA: &str = "5493815550134@s.whatsapp.net";
const HUGO: &str = "5491155500178@s.whatsapp.net";

#[tokio::test]
async fn a_line_is_added_linked_and_taken_out_of_service() {
    let Some(mut machine) = Machine::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    write_lost_messages(&folder.path().join("data"));
    let program = Program::start_in(folder);
    let fake = FakeEvolution::start().await;
    fake.disconnect(401);
    fake.set_webhook("https://otro.example/aviso", &[]);
    let window = machine.open(&program.site, Scripts::On).await;

    becomes_administrator(&window, &program).await;
    what_did_not_leave_is_settled_together(&window).await;
    the_form_says_what_is_in_the_way(&window, &fake).await;
    the_number_is_linked(&window, &fake).await;
    the_bot_is_restarted(&window).await;
    the_number_is_unlinked(&window).await;
    the_line_is_taken_out_of_service_and_put_back(&window, &fake).await;
    window.close().await;

    let plain = machine.open(&program.site, Scripts::Off).await;
    comes_in(&plain).await;
    the_simulator_plays_it_without_scripts(&plain).await;
    plain.close().await;
    drop(machine);
    program.stop();
}

async fn what_did_not_leave_is_settled_together(window: &Window) {
    window.settings("Líneas").await;
    let letters = window.card("Mensajes que no salieron");
    letters.sees("Todos los de esta línea").await;
    letters.sees("El archivo es demasiado grande para pasarlo.").await;
    letters.sees("El servidor dijo «status 500»").await;
    window.looks_right("lineas-mensajes").await;
    let heap = letters.at("//li[contains(., 'demasiado grande')]");
    heap.press("Reintentar todos").await;
    window.sees("Salen de nuevo: 2").await;
    letters.sees_no_more("demasiado grande").await;
    letters.at("//li[contains(., 'Todos los de')]").press("Descartar todos").await;
    let dialog = window.page().at("//div[@id='descartar-todos']");
    dialog.sees("¿Descartar 3 mensajes?").await;
    window.picture("lineas-descartar").await;
    dialog.press("Descartar todos").await;
    window.sees("Quedaron descartados: 3").await;
    letters.sees("No hay ninguno").await;
}

async fn the_form_says_what_is_in_the_way(window: &Window, fake: &FakeEvolution) {
    window.press("Agregar línea").await;
    let card = window.card("Conexión");
    card.fill("Dirección del servidor", "ftp://evolution.example").await;
    card.press("Probar y agregar").await;
    card.sees("Tiene que empezar con https:// o http://").await;
    card.sees("Falta").await;
    window.looks_right("linea-nueva-faltan-datos").await;
    card.fill("Nombre de la línea", "Ventas").await;
    card.fill("Dirección del servidor", "http://127.0.0.1:1").await;
    card.fill("Clave de la API", "no-es-esta").await;
    card.fill("Nombre de la instancia", INSTANCE).await;
    card.press("Probar y agregar").await;
    card.sees("nadie atiende ese puerto").await;
    card.fill("Dirección del servidor", &fake.url()).await;
    card.press("Probar y agregar").await;
    card.sees("El servidor no acepta esta clave").await;
    assert_eq!(card.value("Nombre de la línea").await, "Ventas", "what was typed is kept");
    card.fill("Clave de la API", KEY).await;
    card.press("Probar y agregar").await;
    card.sees("Esta instancia le avisa hoy a otro.example").await;
    window.looks_right("linea-nueva-avisa-a-otro").await;
    card.press("Probar y agregar").await;
    window.sees("Agregamos la línea Ventas").await;
}

async fn the_number_is_linked(window: &Window, fake: &FakeEvolution) {
    let card = window.card("Ventas");
    card.sees("ESPERANDO QR").await;
    card.sees("Este código vale").await;
    card.at("//*[local-name()='svg' and @class='qr']").find("").await.expect("a code to scan");
    window.looks_right("lineas-codigo-qr").await;
    card.press("Vincular con el número de teléfono").await;
    card.fill("Número de la línea", "38155").await;
    card.press("Pedir código").await;
    card.sees("faltan").await;
    card.fill("Número de la línea", "1150009999").await;
    card.press("Pedir código").await;
    card.sees("ABCD-1234").await;
    window.looks_right("lineas-codigo-de-letras").await;
    window.client.refresh().await.expect("the page again");
    card.sees("ABCD-1234").await;
    fake.show_code("2@otro,codigo");
    card.sees("ABCD-1234").await;
    fake.reconnect();
    card.sees("CONECTADO").await;
    card.sees("desde hoy").await;
    card.sees("Último aviso").await;
    window.looks_right("lineas-dos").await;
}

async fn the_bot_is_restarted(window: &Window) {
    window.card("Ventas").press("Reiniciar el bot").await;
    let dialog = window.page().at("//div[@id='reiniciar-2']");
    dialog.sees("No se pierde ningún caso ni mensaje").await;
    window.picture("lineas-reiniciar").await;
    dialog.press("Reiniciar ahora").await;
    window.sees("Reiniciamos la línea Ventas").await;
    window.card("Ventas").sees("CONECTADO").await;
}

async fn the_number_is_unlinked(window: &Window) {
    window.card("Ventas").press("Desvincular").await;
    window.page().at("//div[@id='desvincular-2']").press("Desvincular el número").await;
    window.sees("El número de Ventas quedó desvinculado").await;
    window.card("Ventas").sees("DESCONECTADO").await;
    window.card("Ventas").press("Últimos cambios").await;
    window.looks_right("lineas-desvinculada").await;
    window.card("Ventas").press("Mostrar el código QR").await;
    window.card("Ventas").sees("ESPERANDO QR").await;
}

async fn the_line_is_taken_out_of_service_and_put_back(window: &Window, fake: &FakeEvolution) {
    window.card("Ventas").press("Ajustes de la línea").await;
    let card = window.card("Conexión");
    assert_eq!(card.value("Clave de la API").await, "", "the key is never shown");
    assert_eq!(card.value("Nombre de la instancia").await, INSTANCE);
    card.fill("Nombre de la línea", "Ventas Norte").await;
    card.press("Probar y guardar").await;
    window.sees("Guardamos los datos de la línea Ventas Norte").await;
    window.looks_right("linea").await;
    window.card("Sacar de servicio").press("Desactivar la línea").await;
    window.page().at("//div[@id='desactivar']").press("Desactivar la línea").await;
    window.sees("quedó fuera de servicio").await;
    let silenced =
        |asked: &crate::evolution::fake::Asked| asked.body["webhook"]["enabled"] == false;
    assert!(fake.asked().iter().any(silenced), "the server is told not to report any more");
    window.looks_right("linea-desactivada").await;
    window.settings("Líneas").await;
    window.card("Ventas Norte").sees("DESACTIVADA").await;
    window.looks_right("lineas-desactivada").await;
    window.card("Ventas Norte").press("Ajustes de la línea").await;
    window.press("Activar la línea").await;
    window.sees("está otra vez en servicio").await;
    fake.reconnect();
    window.settings("Líneas").await;
    window.card("Ventas Norte").sees("CONECTADO").await;
}

async fn the_simulator_plays_it_without_scripts(window: &Window) {
    window.menu("Simulador").await;
    window.press("Cerrar la sesión de la línea").await;
    window.sees("La línea no está vinculada").await;
    window.looks_right("sin-javascript-simulador-sin-vincular").await;
    window.settings("Líneas").await;
    let card = window.card("Recepción");
    card.sees("ESPERANDO QR").await;
    card.press("Vincular con el número de teléfono").await;
    card.press("Pedir código").await;
    card.sees("Código para escribir en el teléfono").await;
    window.looks_right("sin-javascript-lineas-codigo").await;
    let shown = card.at("//p[contains(@class, 'pairing')]").text().await.expect("a code");
    window.menu("Simulador").await;
    window.page().fill("Código de ocho letras", "AAAA-AAAA").await;
    window.press("Vincular con el código").await;
    window.sees("Ese código no es el de ahora").await;
    // What was said is not said again.
    window.menu("Simulador").await;
    window.page().sees_no_more("Ese código no es el de ahora").await;
    window.page().fill("Código de ocho letras", &shown).await;
    window.press("Vincular con el código").await;
    let page = window.page();
    let answered = || async {
        let late = page.says("Ese código no es el de ahora").await;
        (late || page.says("la línea está vinculada").await).then_some(late)
    };
    // It may have been renewed in between.
    if window.until("an answer to the code", answered).await {
        window.press("Escanear el código").await;
    }
    window.sees("la línea está vinculada").await;
    window.settings("Líneas").await;
    card.sees("CONECTADO").await;
}

/// What the program finds when it starts: five messages that did not leave.
fn write_lost_messages(data: &Path) {
    fs::create_dir_all(data).expect("the data folder");
    let database =
        Database::open(data.join("relevo.db").to_str().expect("a path")).expect("a database");
    let now = Clock::system().now();
    let line = NewLine {
        name: "Recepción".into(),
        gateway: "simulator".into(),
        settings: LineSettings { sends_per_second: 50.0, ..LineSettings::default() },
        secret: None,
        webhook_token_hash: None,
        created_at: now,
    };
    let line = lines::create(&mut database.writer().expect("a writer"), &line).expect("a line");
    let (tell, told) = std::sync::mpsc::channel();
    let (journal, thread) = database
        .start_journal(move |verdict| tell.send(verdict).unwrap_or_default())
        .expect("a journal");
    let lost = [
        (MARTA, "file-too-large"),
        (MARTA, "file-too-large"),
        (HUGO, "status 500"),
        (HUGO, "status 500"),
        (MARTA, "not-on-whatsapp"),
    ];
    let letters = lost
        .map(|(chat, _)| Draft::words(ChatId::from(chat), Purpose::Answer, "Ya te lo averiguo"));
    let failures = lost.into_iter().zip(1_i64..).map(|((_, error), send)| Event::SendFailed {
        send: SendId(send),
        purpose: Purpose::Answer,
        at: now,
        error: error.into(),
    });
    for (events, drafts) in [(vec![], letters.to_vec()), (failures.collect(), vec![])] {
        let (receipts, calls) = (Vec::new(), Vec::new());
        journal.submit(Change { line, epoch: 1, at: now, events, drafts, receipts, calls });
        let verdict = told.recv().expect("a verdict");
        assert!(matches!(verdict, Verdict::Committed { .. }), "{verdict:?}");
    }
    drop(journal);
    thread.join().expect("the journal ends");
}
