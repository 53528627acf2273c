//! What a page weighs on its first load, with all that it asks for.

use std::collections::{BTreeMap, BTreeSet};

use relevo::store::users::Role;

use super::between;
use super::house::{Guest, House};

/// A page with its style, scripts and icons, as it is and not compressed (bytes).
const MOST: usize = 100_000;

#[actix_web::test]
async fn every_page_of_the_menu_weighs_less_than_100_kb_with_all_that_it_needs() {
    let house = House::with(3_000, 60).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    let start = house.get(&admin, "/tablero").await.html();
    let menu = start.split("id=\"menu\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let mut pages: BTreeSet<String> =
        between(menu, "href=\"/", '"').into_iter().map(|path| format!("/{path}")).collect();
    let more = [
        "/tablero?periodo=semana",
        "/tickets?estado=todos",
        "/tickets?vista=columnas",
        "/tickets/1",
        "/agentes/1",
        "/estadisticas?periodo=hoy",
        "/estadisticas?periodo=30-dias",
        "/estadisticas?periodo=todo",
        "/ajustes/mensajes?para=personal",
        "/ajustes/mensajes?para=principal",
        "/ajustes/mensajes?para=supervision",
        "/tickets/nuevo",
        "/clientes/1/1",
        "/ajustes/reglas",
        "/ajustes/grupos/1/reglas",
        "/ajustes/horarios/grupos/1",
        "/ajustes/horarios/agentes/1",
    ];
    pages.extend(more.map(str::to_owned));
    assert!(pages.contains("/ajustes/grupos") && pages.contains("/simulador"), "{pages:?}");
    let mut assets = BTreeMap::new();
    let (mut told, mut over) = (String::new(), Vec::new());
    for page in pages {
        let html = house.get(&admin, &page).await.html();
        let mut sum = both(&house, &admin, &page).await;
        // Pictures of the manual come as one reads on.
        let needed: String = html
            .split("<img ")
            .map(|part| match part.split_once('>') {
                Some((image, rest)) if image.contains("loading=\"lazy\"") => rest,
                Some(_) | None => part,
            })
            .collect();
        for part in between(&needed, "\"/assets/", '"') {
            let href = format!("/assets/{part}");
            if !assets.contains_key(&href) {
                assets.insert(href.clone(), both(&house, &admin, &href).await);
            }
            sum = (sum.0 + assets[&href].0, sum.1 + assets[&href].1);
        }
        let line = format!("{page}: {} bytes, {} compressed", sum.0, sum.1);
        if sum.0 > MOST {
            over.push(line.clone());
        }
        told.push_str(&format!("{line}\n"));
    }
    print!("{told}");
    assert_eq!(over, Vec::<String>::new(), "over {MOST} bytes; all:\n{told}");
    house.app.stop().await;
}

/// As it is, and as a browser gets it.
async fn both(house: &House, guest: &Guest, address: &str) -> (usize, usize) {
    let plain = house.get(guest, address).await.body.len();
    let small = house.get_with(guest, address, &[("accept-encoding", "gzip")]).await.body.len();
    (plain, small)
}
