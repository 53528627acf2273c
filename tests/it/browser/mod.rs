//! The panel in a real browser: a newcomer sets Relevo up and two agents attend, all by clicking and typing.

mod cdp;
mod looks;
mod machine;
mod phones;
mod program;
mod window;

use machine::{Machine, Scripts};
use program::Program;
use window::Window;

const SUPPORT: &str = "🎫 Soporte - Mi empresa";
const SUPERVISOR: &str = "👔 Supervisión - Mi empresa";
const JUAN_1: &str = "Chat soporte Juan N°1";
const MARTA: &str = "Marta Quiroga";
const HUGO: &str = "Hugo Barrionuevo";
const PASSWORD: &str = "tres caballos verdes";

#[tokio::test]
async fn a_newcomer_sets_everything_up_and_two_agents_attend() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::On).await;

    becomes_administrator(&window, &program).await;
    leaves_and_comes_back(&window).await;
    creates_the_three_groups(&window).await;
    adds_two_agents(&window).await;
    answer_ready(&window).await;
    marta_is_attended(&window).await;
    a_case_that_nobody_takes_is_alerted(&window).await;
    the_list_shows_both_cases(&window).await;
    the_conversation_is_in_order(&window).await;
    what_is_written_in_one_window_shows_in_another(&window).await;
    a_bad_day(&window).await;
    every_other_page_looks_right(&window).await;

    window.close().await;
    drop(machine);
    program.stop();
}

#[tokio::test]
async fn without_scripts_every_form_works_too() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::Off).await;

    becomes_administrator(&window, &program).await;
    creates_a_group(&window, "Grupo de Soporte").await;
    window.menu("Agentes").await;
    adds_an_agent(&window, "Juan Pérez", "3815551234").await;
    window.menu("Simulador").await;
    is_ready(&window, "Juan Pérez").await;
    opens_a_case(&window, MARTA, "1", "#1").await;
    window.group(SUPPORT).quoting("Caso #1").await.write("mío").await;
    window.group(JUAN_1).reads("Lo que escribas acá le llega al cliente").await;
    window.group(JUAN_1).write("Hola Marta, ya lo miro").await;
    window.customer(MARTA).reads("Hola Marta, ya lo miro").await;
    window.looks_right("sin-javascript-simulador").await;
    window.group(JUAN_1).write("/fin cable suelto").await;
    window.customer(MARTA).reads("Cerramos tu caso #1").await;
    window.menu("Tickets").await;
    window.press("Todos").await;
    window.press("#1").await;
    window.sees("cable suelto").await;

    window.close().await;
    drop(machine);
    program.stop();
}

// ---- Getting in ----

async fn becomes_administrator(window: &Window, program: &Program) {
    window.visit(&program.first_admin).await;
    window.page().fill("Tu nombre", "Mariela Paz").await;
    window.page().fill("Usuario o correo", "mariela").await;
    window.page().fill("Contraseña", "corta").await;
    window.page().fill("La contraseña otra vez", "corta").await;
    window.press("Crear mi cuenta").await;
    window.sees("La contraseña es corta").await;
    window.looks_right("primer-inicio").await;
    window.page().fill("Contraseña", PASSWORD).await;
    window.page().fill("La contraseña otra vez", PASSWORD).await;
    window.press("Crear mi cuenta").await;
    window.sees("tu cuenta quedó creada").await;
    window.looks_right("grupos-al-empezar").await;
}

async fn leaves_and_comes_back(window: &Window) {
    window.press("Salir").await;
    window.page().fill("Usuario o correo", "mariela").await;
    window.page().fill("Contraseña", "no es esta").await;
    window.press("Entrar").await;
    window.sees("Te quedan 4 intentos").await;
    window.looks_right("login").await;
    window.page().fill("Contraseña", PASSWORD).await;
    window.press("Entrar").await;
    window.sees("Tablero").await;
    window.menu("Tablero").await;
    window.sees("Falta el primer grupo").await;
    window.looks_right("tablero-al-empezar").await;
    window.menu("Simulador").await;
    window.sees("Empezá por los grupos").await;
    window.looks_right("simulador-al-empezar").await;
    window.menu("Tickets").await;
    window.sees("No hay casos").await;
    window.looks_right("tickets-al-empezar").await;
    window.menu("Agentes").await;
    window.sees("Todavía no hay agentes").await;
    window.looks_right("agentes-al-empezar").await;
}

// ---- Setting up ----

async fn creates_the_three_groups(window: &Window) {
    window.settings("Grupos de WhatsApp").await;
    window.card("Grupo de Soporte").press("Crear Grupo de Soporte").await;
    window.sees("Estamos creando «🎫 Soporte - Mi empresa»").await;
    window.looks_right("grupos-creando").await;
    let card = window.card("Grupo de Ventas");
    card.fill("Nombre del grupo", "Grupo 1").await;
    card.press("Crear Grupo de Ventas").await;
    card.sees("Ese nombre no dice para qué es el grupo").await;
    // The page renews itself under a form that has something to say: nothing of it may be lost.
    window.card("Grupo de Soporte").sees("✅ Configurado").await;
    card.sees("Ese nombre no dice para qué es el grupo").await;
    assert_eq!(card.value("Nombre del grupo").await, "Grupo 1");
    let long = "Ventas de la empresa de Tucumán y alrededores";
    card.fill("Nombre del grupo", long).await;
    card.press("Crear Grupo de Ventas").await;
    card.sees("Tiene 45 caracteres. Con más de 30, WhatsApp lo corta en la lista de chats").await;
    window.looks_right("grupos-nombre-largo").await;
    card.press("Crear Grupo de Ventas").await;
    card.sees("✅ Configurado").await;
    card.sees(long).await;
    creates_a_group(window, "Grupo de Supervisor").await;
    for kind in ["Grupo de Soporte", "Grupo de Ventas", "Grupo de Supervisor"] {
        window.card(kind).sees("✅ Configurado").await;
    }
    window.looks_right("grupos").await;
}

async fn creates_a_group(window: &Window, kind: &str) {
    let card = window.card(kind);
    card.sees("❌ No configurado").await;
    card.press(&format!("Crear {kind}")).await;
    card.sees("✅ Configurado").await;
}

async fn adds_two_agents(window: &Window) {
    window.menu("Agentes").await;
    window.page().fill("Nombre y apellido", "Juan Pérez").await;
    window.page().fill("Número de WhatsApp", "38155512").await;
    window.press("Crear agente y sus grupos").await;
    let field = window.page().at("//div[label[normalize-space(.)='Número de WhatsApp']]");
    field.sees("El número tiene 8 cifras: faltan 2").await;
    window.looks_right("agentes-numero-corto").await;
    adds_an_agent(window, "Juan Pérez", "0381 15-555-1234").await;
    window.page().fill("Nombre y apellido", "Carla Ríos").await;
    window.page().fill("Número de WhatsApp", "3815554321").await;
    window.page().fill("Cantidad de grupos", "2").await;
    window.press("Crear agente y sus grupos").await;
    window.sees("Preparando a Carla Ríos").await;
    window.looks_right("agentes-creando").await;
    window.page().sees_no_more("Preparando a").await;
    for name in ["Juan Pérez", "Carla Ríos"] {
        let row = window.page().at(&format!("//tr[.//a[normalize-space(.)='{name}']]"));
        row.sees("Falta el LISTO").await;
        row.sees("0 de 2 ocupados").await;
    }
    window.looks_right("agentes").await;
}

async fn adds_an_agent(window: &Window, name: &str, number: &str) {
    window.page().fill("Nombre y apellido", name).await;
    window.page().fill("Número de WhatsApp", number).await;
    window.page().fill("Cantidad de grupos", "2").await;
    window.press("Crear agente y sus grupos").await;
    window.sees(&format!("Agregamos a {name}")).await;
    window.page().sees_no_more("Preparando a").await;
}

async fn answer_ready(window: &Window) {
    window.menu("Simulador").await;
    is_ready(window, "Juan Pérez").await;
    is_ready(window, "Carla Ríos").await;
    window.looks_right("simulador-listos").await;
}

async fn is_ready(window: &Window, name: &str) {
    let group = window.group(SUPPORT);
    group.reads(&format!("👋 {name}")).await;
    let others = window.page().count("//select").await.expect("a count");
    group.quoting(&format!("👋 {name}")).await;
    if others > 0 {
        group.writing_as(name).await;
    }
    group.write("listo!").await;
    group.reads(&format!("✅ Listo, {name}: ya está tu registro")).await;
}

// ---- Attending ----

async fn opens_a_case(window: &Window, customer: &str, choice: &str, ticket: &str) {
    let phone = window.customer(customer);
    phone.write("Hola, no tengo internet").await;
    phone.reads("1. Soporte").await;
    phone.write(choice).await;
    phone.reads(&format!("tu caso es el {ticket}")).await;
    window.group(SUPPORT).reads(&format!("Caso {ticket}")).await;
}

async fn marta_is_attended(window: &Window) {
    let (marta, support, slot) =
        (window.customer(MARTA), window.group(SUPPORT), window.group(JUAN_1));
    opens_a_case(window, MARTA, "1", "#1").await;
    support.reads("Respondé citando este mensaje para tomarlo").await;
    marta.write("Desde anoche, y trabajo en casa").await;
    window.looks_right("simulador-aviso").await;

    support
        .quoting("Respondé citando este mensaje")
        .await
        .writing_as("Juan Pérez")
        .await
        .write("mío")
        .await;
    support.reads("✅ Caso #1 asignado a Juan Pérez → Chat soporte Juan N°1").await;
    support
        .quoting("Respondé citando este mensaje")
        .await
        .writing_as("Carla Ríos")
        .await
        .write("lo tomo")
        .await;
    support.reads("El caso #1 ya lo tomó Juan Pérez").await;

    slot.is_titled("caso #1").await;
    slot.reads("Desde anoche, y trabajo en casa").await;
    slot.write("Hola Marta, soy Juan. ¿Qué luces tiene el módem?").await;
    marta.reads("¿Qué luces tiene el módem?").await;
    marta.write("Una roja que parpadea").await;
    slot.reads("Una roja que parpadea").await;
    slot.write("/info").await;
    slot.reads("Abierto hoy").await;
    slot.write("/cliente /reiniciá el módem y contame").await;
    marta.reads("/reiniciá el módem y contame").await;
    slot.write("/reparar todo").await;
    slot.reads("No existe el comando «/reparar»").await;
    assert!(!marta.has("reparar").await, "what begins with / stays inside");
    window.looks_right("simulador").await;
    window.menu("Tablero").await;
    window.sees("En progreso").await;
    window.looks_right("tablero").await;
    window.menu("Simulador").await;

    slot.write("/fin cable suelto").await;
    slot.reads("Caso #1 cerrado: «cable suelto»").await;
    marta.reads("Cerramos tu caso #1").await;
    support.reads("🏁 Caso #1 cerrado por Juan Pérez: «cable suelto»").await;
    slot.write("¿Sigue ahí?").await;
    slot.reads("No hay un caso activo en este grupo").await;
    assert!(!marta.has("¿Sigue ahí?").await, "a group without a case relays nothing");
}

async fn a_case_that_nobody_takes_is_alerted(window: &Window) {
    opens_a_case(window, HUGO, "soporte", "#2").await;
    window.press("Adelantar 5 min").await;
    window.sees("Pasaron 5 minutos").await;
    window.group(SUPERVISOR).reads("El caso #2 espera hace 5 min y nadie lo tomó").await;
    window.group(SUPERVISOR).reads("Juan Pérez (2 grupos libres)").await;
    window.looks_right("simulador-alerta").await;
    window.menu("Tablero").await;
    window.card("Esperan que alguien los tome").sees(HUGO).await;
    window.looks_right("tablero-alerta").await;
}

// ---- Looking it up ----

async fn the_list_shows_both_cases(window: &Window) {
    window.menu("Tickets").await;
    let row =
        |name: &str| window.page().at(&format!("//tr[contains(normalize-space(.), '{name}')]"));
    row(HUGO).sees("Pendiente").await;
    window.looks_right("tickets-abiertos").await;
    window.press("Todos").await;
    row(HUGO).sees("Pendiente").await;
    row(MARTA).sees("Cerrado").await;
    window.looks_right("tickets").await;
    window.page().fill("Buscar", "martha inexistente").await;
    window.page().at("//form[@role='search']").press("Buscar").await;
    window.sees("Ninguno coincide con lo que buscás").await;
    window.looks_right("tickets-ninguno").await;
    window.press("Quitar filtros").await;
    window.page().fill("Buscar", "marta").await;
    window.page().at("//form[@role='search']").press("Buscar").await;
    window.page().sees_no_more(HUGO).await;
    row(MARTA).press("#1").await;
}

async fn the_conversation_is_in_order(window: &Window) {
    let conversation = window.card("Conversación");
    conversation.sees("cerró el caso").await;
    let text = conversation.text().await.expect("a conversation");
    let said = [
        "Hola, no tengo internet",
        "Desde anoche, y trabajo en casa",
        "Juan Pérez tomó el caso",
        "¿Qué luces tiene el módem?",
        "Una roja que parpadea",
        "/reiniciá el módem y contame",
        "Juan Pérez cerró el caso: «cable suelto»",
    ];
    let places: Vec<usize> = said
        .iter()
        .map(|what| text.find(what).unwrap_or_else(|| panic!("no «{what}» in: {text}")))
        .collect();
    assert!(places.is_sorted(), "{places:?} in: {text}");
    assert!(!text.contains("reparar"), "{text}");
    window.card("El caso").sees("cable suelto").await;
    window.looks_right("ticket").await;
}

async fn what_is_written_in_one_window_shows_in_another(window: &Window) {
    let first = window.client.window().await.expect("a window");
    let second = window.client.new_window(true).await.expect("a second window").handle;
    window.client.switch_to_window(second).await.expect("the second");
    window.visit("/simulador").await;
    window.sees(HUGO).await;
    // A page that is loaded again forgets this; one that renews itself does not.
    window.client.execute("window.isTheSamePage = true", Vec::new()).await.expect("a script");
    window.group(SUPPORT).fill_only("sigo escribiendo").await;

    window.client.switch_to_window(first.clone()).await.expect("the first");
    window.visit("/simulador").await;
    window.customer(HUGO).write("¿Hay alguien ahí?").await;

    let second =
        window.client.windows().await.expect("windows").into_iter().find(|other| *other != first);
    window.client.switch_to_window(second.expect("the second")).await.expect("the second");
    window.customer(HUGO).reads("¿Hay alguien ahí?").await;
    window.group(SUPPORT).reads("Hugo Barrionuevo mandó un mensaje más").await;
    let same = window.client.execute("return window.isTheSamePage === true", Vec::new()).await;
    assert_eq!(same.expect("a script"), true, "the page was loaded again");
    assert_eq!(
        window.group(SUPPORT).typed().await,
        "sigo escribiendo",
        "what was being typed is lost"
    );
    window.client.close_window().await.expect("closed");
    window.client.switch_to_window(first).await.expect("the first");
}

async fn a_bad_day(window: &Window) {
    window.press("Cortar la línea").await;
    window.sees("La línea está cortada").await;
    window.customer(MARTA).write("Otra vez sin internet").await;
    window.looks_right("simulador-cortado").await;
    window.menu("Tablero").await;
    window.sees("está desconectada").await;
    window.looks_right("tablero-desconectado").await;
    window.menu("Simulador").await;
    window.press("Reconectar").await;
    window.customer(MARTA).reads("1. Soporte").await;
}

// ---- Every page ----

async fn every_other_page_looks_right(window: &Window) {
    window.menu("Agentes").await;
    window.page().at("//main").press("Juan Pérez").await;
    window.sees("Cuenta vinculada").await;
    window.looks_right("agente").await;
    window.settings("Líneas").await;
    window.sees("CONECTADO").await;
    window.looks_right("lineas").await;
    window.menu("Ayuda").await;
    window.sees("Lo que tiene que saber quien atiende").await;
    window.looks_right("ayuda").await;
    window.settings("Grupos de WhatsApp").await;
    window.card("Grupo de Soporte").sees("Registrado").await;
    window.looks_right("grupos-con-agentes").await;
    window.visit("/no-existe").await;
    window.sees("No encontramos esa página").await;
    window.looks_right("no-existe").await;
    window.resize(390, 844).await;
    window.press("Ir al inicio").await;
    window.press("Más").await;
    window.page().at("//nav[@id='menu']").sees("Salir").await;
    window.picture("menu-390-light").await;
    window.resize(1280, 900).await;
}
