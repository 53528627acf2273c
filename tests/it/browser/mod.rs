//! The panel in a real browser: a newcomer sets Relevo up and two agents attend, all by clicking and typing.

mod acting;
mod attending;
mod axe;
mod cdp;
mod conversation;
mod every_page;
mod hours_walk;
mod lines_walk;
mod looks;
mod machine;
mod manual;
mod overview;
mod phones;
mod phones_walk;
mod program;
mod setting_up;
mod settling;
mod staff;
mod statistics;
mod supervising;
mod training;
mod window;

use attending::*;
use machine::{Machine, Scripts};
use program::Program;
use setting_up::*;
use settling::*;
use window::Window;

const SUPPORT: &str = "🎫 Soporte - Mi empresa";
const SUPERVISOR: &str = "👔 Supervisión - Mi empresa";
const JUAN_1: &str = "Chat soporte Juan N°1";
const MARTA: &str = "Marta Quiroga";
const HUGO: &str = "Hugo Barrionuevo";
const ANA: &str = "Ana Luz Medina";
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
    window.customer(MARTA).write("Gracias, quedo atenta").await;
    window.group(JUAN_1).reads("Gracias, quedo atenta").await;
    opens_a_case(&window, HUGO, "1", "#2").await;
    window.customer(ANA).write("Buen día, ¿llegan con fibra a Yerba Buena?").await;
    window.customer(ANA).reads("2. Ventas").await;
    window.looks_right("sin-javascript-simulador").await;
    window.view("simulador-en-curso", 1280, 1000).await;
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

#[tokio::test]
async fn whoever_administers_says_who_may_do_what_and_in_which_words() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::On).await;

    becomes_administrator(&window, &program).await;
    creates_a_group(&window, "Grupo de Soporte").await;
    window.menu("Agentes").await;
    adds_an_agent(&window, "Juan Pérez", "3815551234").await;
    window.menu("Simulador").await;
    is_ready(&window, "Juan Pérez").await;
    names_the_company(&window).await;
    says_it_in_other_words(&window).await;
    writes_a_canned_reply(&window).await;
    both_reach_the_customer(&window).await;
    invites_somebody_who_comes_in(&window, &program).await;
    reads_what_was_done(&window).await;

    window.close().await;
    drop(machine);
    program.stop();
}

async fn every_other_page_looks_right(window: &Window) {
    window.menu("Agentes").await;
    window.page().at("//main").press("Juan Pérez").await;
    window.sees("Cuenta vinculada").await;
    window.looks_right("agente").await;
    window.settings("Líneas").await;
    window.sees("CONECTADO").await;
    window.looks_right("lineas").await;
    window.menu("Ayuda").await;
    window.sees("Cómo se pone en marcha").await;
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
