//! The manual and the sheet of paper.

use base64::Engine as _;
use serde_json::json;

use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::becomes_administrator;
use super::window::Window;

/// A page of a PDF begins with this; the list of all pages has an `s` behind it.
const A_PAGE: &[u8] = b"/Type /Page\n";

#[tokio::test]
async fn the_manual_is_read_in_three_languages_and_the_guide_fits_one_sheet() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::On).await;
    becomes_administrator(&window, &program).await;

    window.menu("Tablero").await;
    window.page().at("//main").press("Ayuda sobre esta página").await;
    let section = window.client.current_url().await.expect("an address");
    assert_eq!((section.path(), section.fragment()), ("/ayuda", Some("tablero")));
    window.sees("Cuando algo no sale").await;
    window.looks_right("ayuda-es").await;
    window.page().at("//nav").press("El LISTO").await;

    for (language, board, manual, guide) in [
        ("Português", "Painel", "Quando algo não dá certo", "Guia para agentes"),
        ("English", "Board", "When something goes wrong", "Guide for agents"),
        ("Español", "Tablero", "Cuando algo no sale", "Guía para agentes"),
    ] {
        window.visit("/ayuda").await;
        window.page().at("//nav[@id='menu']").press(language).await;
        window.page().at("//main//h1").sees(board).await;
        window.visit("/ayuda").await;
        window.sees(manual).await;
        window.visit("/ayuda/guia").await;
        window.sees(guide).await;
        window.looks_right(&format!("guia-{}", &language[..2])).await;
        assert_eq!(sheets(&window).await, 1, "the guide in {language}");
    }

    window.close().await;
    drop(machine);
    program.stop();
}

/// On how many sheets of A4 the page is printed.
async fn sheets(window: &Window) -> usize {
    let how = json!({ "preferCSSPageSize": true, "printBackground": false });
    let printed = window.devtools("Page.printToPDF", how).await;
    let data = printed["data"].as_str().expect("a PDF");
    let bytes = base64::prelude::BASE64_STANDARD.decode(data).expect("base64");
    if let Some(folder) = std::env::var_os("RELEVO_SCREENSHOTS") {
        std::fs::create_dir_all(&folder).expect("the folder for pictures");
        let file = std::path::Path::new(&folder).join("guia.pdf");
        std::fs::write(file, &bytes).expect("a PDF");
    }
    bytes.windows(A_PAGE.len()).filter(|found| *found == A_PAGE).count()
}
