//! The statistics of a house with a past: the period and the filters are changed, and the files fit what is shown.

use relevo::config::Config;
use relevo::store::Database;
use serde_json::json;

use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::{becomes_administrator, comes_in};
use super::window::Window;
use crate::overview::house::fill;

#[tokio::test]
async fn the_figures_of_a_period_are_chosen_read_and_taken_along() {
    let Some(mut machine) = Machine::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config { data: folder.path().join("data"), ..Config::default() };
    fill(&Database::open(&config.database()).expect("a database"), 900, 20);
    let program = Program::start_in(folder);
    let window = machine.open(&program.site, Scripts::On).await;
    becomes_administrator(&window, &program).await;
    walk(&window).await;
    for (period, name) in [("30-dias", "estadisticas"), ("hoy", "estadisticas-hoy")] {
        window.visit(&format!("/estadisticas?periodo={period}")).await;
        window.looks_right(name).await;
    }
    window.visit("/estadisticas?desde=2020-01-01&hasta=2020-01-05&zona=Marte").await;
    window.looks_right("estadisticas-vacias").await;
    window.close().await;

    let plain = machine.open(&program.site, Scripts::Off).await;
    comes_in(&plain).await;
    walk(&plain).await;
    plain.close().await;
    drop(machine);
    program.stop();
}

async fn walk(window: &Window) {
    window.menu("Tablero").await;
    window.press("Ver estadísticas").await;
    window.sees("Casos que entraron").await;
    window.press("Todo").await;
    window.sees("900 cerrados, 20 abiertos").await;
    window.card("Por agente").sees("Agente 6").await;
    window.card("Por qué se cerraron").sees("Resuelto").await;
    if let Scripts::On = window.scripts {
        assert_eq!(file_rows(window, "Casos en CSV").await, 921);
    }
    let search = window.page().at("//form[@role='search']");
    search.choose("Agente", "Agente 2").await;
    search.press("Mostrar").await;
    window.sees("Quitar filtros").await;
    window.card("Por agente").sees("Agente 2").await;
    assert!(!window.card("Por agente").says("Agente 6").await, "only one is asked for");
    if let Scripts::On = window.scripts {
        let told = window.page().at("//div[@class='kpi'][1]").text().await.expect("a figure");
        let rows = file_rows(window, "Casos en CSV").await - 1;
        assert!(told.contains(&rows.to_string()), "{rows} rows, and the page says {told}");
    }
    window.press("Quitar filtros").await;
    window.card("Por agente").sees("Agente 6").await;
    window.press("Hoy").await;
    window.sees("Casos que entraron").await;
    window.page().at("//section[@id='numeros']").press("Ver los números").await;
    window.page().at("//section[@id='numeros']").sees("23").await;
}

/// How many rows the file behind a link has, its heads among them.
async fn file_rows(window: &Window, link: &str) -> usize {
    let script = "const [name, done] = arguments; \
        const link = [...document.querySelectorAll('a')].find((a) => a.textContent.trim() === name); \
        fetch(link.href).then((answer) => answer.text()).then((text) => done(text.trim().split('\\r\\n').length), \
        (error) => done(String(error)))";
    let found = window.client.execute_async(script, vec![json!(link)]).await.expect("a file");
    let rows = found.as_u64().unwrap_or_else(|| panic!("{found}"));
    usize::try_from(rows).expect("a count")
}
