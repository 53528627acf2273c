//! The board with its console, and the list of cases: as they renew themselves, and without scripts.

use super::attending::opens_a_case;
use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::*;
use super::window::Window;
use super::{HUGO, JUAN_1, MARTA, SUPPORT};

#[tokio::test]
async fn the_board_tells_what_happens_and_the_list_finds_it() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::On).await;

    becomes_administrator(&window, &program).await;
    creates_a_group(&window, "Grupo de Soporte").await;
    window.menu("Agentes").await;
    adds_an_agent(&window, "Juan Pérez", "3815551234").await;
    window.menu("Simulador").await;
    is_ready(&window, "Juan Pérez").await;
    opens_a_case(&window, MARTA, "1", "#1").await;
    window.group(SUPPORT).quoting("Caso #1").await.write("mío").await;
    window.group(JUAN_1).reads("Lo que escribas acá le llega al cliente").await;

    the_console_goes_on_where_it_stopped(&window).await;
    the_console_waits_and_is_filtered(&window).await;
    the_charts_and_the_periods(&window).await;
    the_filters_of_the_list(&window).await;
    window.close().await;

    let window = machine.open(&program.site, Scripts::Off).await;
    comes_in(&window).await;
    window.card("Consola en vivo").sees("lo cerró Juan Pérez, motivo «listo»").await;
    the_filter_of_the_console_is_a_form(&window).await;
    the_filters_of_the_list(&window).await;
    window.close().await;
    drop(machine);
    program.stop();
}

/// What happens while another window is looked at is there when one comes back, on the same page.
async fn the_console_goes_on_where_it_stopped(window: &Window) {
    window.menu("Tablero").await;
    let console = window.card("Consola en vivo");
    console.sees("Juan Pérez → Chat soporte Juan N°1, esperó").await;
    console.sees("Juan Pérez respondió LISTO").await;
    console.sees("en vivo").await;
    window.client.execute("window.isTheSamePage = true", Vec::new()).await.expect("a script");
    in_another_window(window, async || opens_a_case(window, HUGO, "1", "#2").await).await;
    console.sees("#2 Hugo Barrionuevo, Soporte, Neutro").await;
    let same = window.client.execute("return window.isTheSamePage === true", Vec::new()).await;
    assert_eq!(same.expect("a script"), true, "the page was loaded again");
    assert_eq!(window.card("Consola en vivo").count("//li[contains(., '#2')]").await.unwrap(), 1);
    window.looks_right("tablero-consola").await;
}

async fn the_console_waits_and_is_filtered(window: &Window) {
    let console = window.card("Consola en vivo");
    console.press("Pausar").await;
    in_another_window(window, async || {
        window.group(JUAN_1).write("/fin listo").await;
        window.group(JUAN_1).reads("Caso #1 cerrado").await;
    })
    .await;
    console.sees("Seguir (1 nuevas)").await;
    assert!(!console.says("motivo «listo»").await, "it waits");
    console.press("Seguir").await;
    console.sees("lo cerró Juan Pérez, motivo «listo»").await;
    console.fill("Buscar en la consola", "HUGO").await;
    console.sees_no_more("motivo «listo»").await;
    console.sees("#2 Hugo Barrionuevo").await;
    console.choose("Qué mostrar", "Agentes").await;
    console.sees_no_more("#2 Hugo Barrionuevo").await;
    console.fill("Buscar en la consola", "listo").await;
    console.sees("respondió LISTO").await;
    window.looks_right("tablero-consola-filtrada").await;
}

async fn the_charts_and_the_periods(window: &Window) {
    let day = window.card("Casos de hoy, por hora");
    day.sees("2 casos. Ninguno pasó su límite").await;
    day.press("Ver los números").await;
    day.sees("En término").await;
    day.press("7 días").await;
    window.card("Casos de estos 7 días, por hora").sees("2 casos").await;
    window.card("Los casos de estos 7 días").sees("Contento").await;
    window.looks_right("tablero-semana").await;
}

async fn the_filters_of_the_list(window: &Window) {
    window.menu("Tickets").await;
    window.press("Todos").await;
    let row =
        |name: &str| window.page().at(&format!("//tr[contains(normalize-space(.), '{name}')]"));
    row(MARTA).sees("Cerrado").await;
    row(HUGO).sees("Pendiente").await;
    let search = window.page().at("//form[@role='search']");
    search.choose("Agente", "Juan Pérez").await;
    search.press("Buscar").await;
    window.page().sees_no_more(HUGO).await;
    row(MARTA).sees("Cerrado").await;
    search.press("Más filtros").await;
    search.choose("Ánimo", "Enojado").await;
    search.press("Buscar").await;
    window.sees("Ninguno coincide con lo que buscás").await;
    window.looks_right(&format!("tickets-filtros-{}", mode(window))).await;
    search.at("//p[@class='chips']").press("Enojado").await;
    row(MARTA).sees("Cerrado").await;
    assert!(!window.text().await.contains(HUGO), "the other filter stays");
    window.press("Quitar filtros").await;
    row(HUGO).sees("Pendiente").await;
    window.press("Columnas").await;
    window.card("Pendiente").sees(HUGO).await;
    window.card("Cerrado hoy").sees(MARTA).await;
    window.looks_right(&format!("tickets-columnas-{}", mode(window))).await;
    window.menu("Tablero").await;
}

async fn the_filter_of_the_console_is_a_form(window: &Window) {
    let console = window.card("Consola en vivo");
    console.fill("Buscar en la consola", "hugo").await;
    console.press("Filtrar").await;
    console.sees("#2 Hugo Barrionuevo").await;
    assert!(!console.says("motivo «listo»").await, "the page shows what was asked for");
    console.press("Actualizar").await;
    console.sees("motivo «listo»").await;
    window.looks_right("tablero-sin-javascript").await;
}

/// Does something in a window of the simulator, and comes back.
async fn in_another_window(window: &Window, deed: impl AsyncFnOnce()) {
    let first = window.client.window().await.expect("a window");
    let second = window.client.new_window(true).await.expect("a second window").handle;
    window.client.switch_to_window(second).await.expect("the second");
    window.visit("/simulador").await;
    deed().await;
    window.client.close_window().await.expect("closed");
    window.client.switch_to_window(first).await.expect("the first");
}

fn mode(window: &Window) -> &'static str {
    match window.scripts {
        Scripts::On => "con",
        Scripts::Off => "sin",
    }
}
