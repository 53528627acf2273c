//! Every page that the table of addresses has, with a filled house, in every size and theme: axe finds nothing
//! that keeps somebody out, nothing goes wrong in a script, nothing is asked of another host.
//!
//! With `RELEVO_SCREENSHOTS` set it takes the manual's pictures on the way.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::axe::Axe;
use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::{adds_an_agent, becomes_administrator, creates_a_group, is_ready};
use super::window::Window;
use super::{ANA, HUGO, JUAN_1, MARTA, SUPPORT, opens_a_case};

const ROUTES: &str = include_str!("../../../src/web/routes.rs");

const TRAINING: &str = "/ayuda/entrenamiento";

/// Addresses with a name in them that only a file has, of which there is none in this house; and the page that
/// is gone once there is an account, which is looked at before.
const NOT_THERE: [&str; 5] = [
    "/assets/{tag}/{name}",
    "/archivos/{line}/{key}",
    "/simulador/archivo/{hash}",
    "/primer-inicio",
    "/invitacion",
];

/// Pages that the manual shows, and what the picture is called.
const PICTURED: [(&str, &str); 8] = [
    ("/tablero", "tablero"),
    ("/ajustes/grupos", "grupos"),
    ("/agentes", "agentes"),
    ("/ajustes/lineas", "lineas"),
    ("/tickets/1", "caso"),
    ("/tickets", "tickets"),
    ("/simulador", "simulador"),
    (TRAINING, "entrenamiento"),
];

#[tokio::test]
async fn every_page_of_a_filled_house_is_open_to_everybody() {
    let Some(mut machine) = Machine::start() else { return };
    let axe = Axe::find();
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::On).await;
    window.visit(&program.first_admin).await;
    let mut wrong = look(&window, "/primer-inicio", axe.as_ref()).await;
    becomes_administrator(&window, &program).await;
    fills_the_house(&window).await;

    let mut seen = 0;
    let mut pages: Vec<String> = pages().into_iter().chain(menu(&window).await).collect();
    // Whoever practises has an agent, which the other pages are seen without.
    pages.sort_by_key(|path| (path == TRAINING, path.clone()));
    pages.dedup();
    assert!(pages.len() > 10, "{pages:?}");
    for path in &pages {
        if path == TRAINING {
            begins_to_practise(&window).await;
        }
        if NOT_THERE.contains(&path.as_str()) {
            continue;
        }
        let address = concrete(path);
        let (status, kind) = head(&window, &address).await;
        if !kind.starts_with("text/html") {
            continue;
        }
        assert_ne!(status, 404, "{path}: there is none in the house to look at");
        seen += 1;
        window.visit(&address).await;
        wrong.extend(look(&window, &address, axe.as_ref()).await);
        for (of, name) in PICTURED {
            if of == address {
                window.help_picture(name, (1280, 800)).await;
            }
        }
        if address == "/tablero" {
            window.help_picture("telefono", (390, 760)).await;
        }
    }
    assert!(seen > 8, "only {seen} pages were looked at");
    window.visit("/tablero").await;
    window.press("Salir").await;
    for path in ["/login", "/no-existe"] {
        window.visit(path).await;
        wrong.extend(look(&window, path, axe.as_ref()).await);
    }
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));

    window.close().await;
    drop(machine);
    program.stop();
}

/// A morning at a company: groups, agents, a case in course, one that waits, one who is choosing.
async fn fills_the_house(window: &Window) {
    window.settings("Grupos de WhatsApp").await;
    for kind in ["Grupo de Soporte", "Grupo de Ventas", "Grupo de Supervisor"] {
        creates_a_group(window, kind).await;
    }
    window.menu("Agentes").await;
    adds_an_agent(window, "Juan Pérez", "3815551234").await;
    adds_an_agent(window, "Carla Ríos", "3815554321").await;
    window.menu("Simulador").await;
    is_ready(window, "Juan Pérez").await;
    is_ready(window, "Carla Ríos").await;
    opens_a_case(window, MARTA, "1", "#1").await;
    let slot = window.group(JUAN_1);
    window
        .group(SUPPORT)
        .quoting("Caso #1")
        .await
        .writing_as("Juan Pérez")
        .await
        .write("mío")
        .await;
    slot.reads("Lo que escribas acá le llega al cliente").await;
    slot.write("Hola Marta, soy Juan. ¿Qué luces tiene el módem?").await;
    window.customer(MARTA).reads("¿Qué luces tiene el módem?").await;
    window.customer(MARTA).write("Una roja que parpadea").await;
    slot.reads("Una roja que parpadea").await;
    slot.write("Ya lo veo. Te mando un técnico hoy a las 16").await;
    window.customer(MARTA).reads("Te mando un técnico").await;
    opens_a_case(window, HUGO, "1", "#2").await;
    window.customer(ANA).write("Buen día, ¿llegan con fibra a Yerba Buena?").await;
    window.customer(ANA).reads("2. Ventas").await;
}

async fn begins_to_practise(window: &Window) {
    window.visit(TRAINING).await;
    window.page().at("//main").press("Empezar").await;
    window.sees("Registrate con LISTO").await;
    window.group(SUPPORT).reads("👋 Mariela Paz").await;
}

/// The addresses that are asked for with GET, as the table has them.
fn pages() -> BTreeSet<String> {
    let table: String = ROUTES.chars().filter(|c| !c.is_whitespace()).collect();
    let first = |text: &str| text.split('"').next().unwrap_or_default().to_owned();
    let routes = table.split(".route(\"").skip(1).filter_map(|rest| {
        let (path, after) = rest.split_once('"')?;
        after.starts_with(",get()").then(|| path.to_owned())
    });
    let resources = table.split("resource(\"").skip(1).filter_map(|rest| {
        let own = rest.split(".service(").next()?;
        own.contains(".route(get()").then(|| first(own))
    });
    routes.chain(resources).collect()
}

/// Where the menu leads, which may have more than the table says.
async fn menu(window: &Window) -> Vec<String> {
    window.visit("/tablero").await;
    let script =
        "return [...document.querySelectorAll('nav#menu a[href^=\"/\"]')].map((a) => a.pathname)";
    let found = window.client.execute(script, Vec::new()).await.expect("the menu");
    let found: Vec<Value> = found.as_array().cloned().unwrap_or_default();
    found.iter().map(|path| path.as_str().unwrap_or_default().to_owned()).collect()
}

/// The first of whatever there is several of.
fn concrete(path: &str) -> String {
    let part = |part: &str| match part {
        // A text of Relevo's.
        "{key}" => String::from("goodbye"),
        part if part.starts_with('{') => String::from("1"),
        // No page: a file to keep.
        part => part.replace("{format}", "json"),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Status and kind of what is there, without staying for it.
async fn head(window: &Window, address: &str) -> (u64, String) {
    let script = "const [address, done] = arguments; const stop = new AbortController(); \
        fetch(address, { signal: stop.signal }).then((answer) => { \
        done([answer.status, answer.headers.get('content-type') || '']); stop.abort(); }, \
        (error) => done([0, String(error)]))";
    let found = window.client.execute_async(script, vec![json!(address)]).await.expect("an answer");
    // That an address is no page is written to the console; it is no fault of a page.
    window.console().await;
    (found[0].as_u64().unwrap_or_default(), found[1].as_str().unwrap_or_default().to_owned())
}

async fn look(window: &Window, address: &str, axe: Option<&Axe>) -> Vec<String> {
    let mut wrong = window.wrong_with_it(axe).await;
    wrong.sort();
    wrong.dedup();
    wrong.into_iter().map(|what| format!("{address}: {what}")).collect()
}
