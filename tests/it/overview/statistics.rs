//! The statistics of a house with a past, as a browser and a spreadsheet get them.

use relevo::store::users::Role;

use super::between;
use super::house::{Guest, House, LINE};

/// The rows of a file, its heads first.
async fn rows(house: &House, guest: &Guest, address: &str) -> Vec<Vec<String>> {
    let file = house.get(guest, address).await.html();
    let file = file.strip_prefix('\u{feff}').unwrap_or_else(|| panic!("{address}: no mark"));
    file.lines().map(|row| row.split(';').map(str::to_owned).collect()).collect()
}

/// The numbers of a column below its head.
fn sum(rows: &[Vec<String>], column: usize) -> usize {
    rows.iter().skip(1).map(|row| row[column].parse::<usize>().unwrap()).sum()
}

#[actix_web::test]
async fn every_case_is_counted_once_whatever_divides_them() {
    let house = House::with(4_100, 60).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    let html = house.get(&admin, "/estadisticas?periodo=todo").await.html();
    assert!(html.contains("<dt>Casos</dt><dd>4.160</dd><dd>4.100 cerrados, 60 abiertos</dd>"));
    // More than one piece.
    let cases = rows(&house, &admin, "/estadisticas.csv?periodo=todo").await;
    assert_eq!(cases.len(), 4_161);
    assert!(cases.iter().all(|row| row.len() == 18), "{:?}", cases[1]);
    let tables = ["dias", "departamentos", "grupos", "agentes", "animos"];
    for table in tables {
        let address = format!("/estadisticas.csv?periodo=todo&tabla={table}");
        assert_eq!(sum(&rows(&house, &admin, &address).await, 1), 4_160, "{table}");
    }
    let reasons = rows(&house, &admin, "/estadisticas.csv?periodo=todo&tabla=motivos").await;
    assert_eq!(sum(&reasons, 1), 4_100);
    let hours = rows(&house, &admin, "/estadisticas.csv?periodo=todo&tabla=horas").await;
    assert_eq!((1..=24).map(|hour| sum(&hours, hour)).sum::<usize>(), 4_160);
    let rated = cases.iter().skip(1).filter(|row| !row[16].is_empty()).count();
    let ratings = rows(&house, &admin, "/estadisticas.csv?periodo=todo&tabla=calificaciones").await;
    assert_eq!(sum(&ratings, 1), rated);
    // Of each agent as many as the file has, and the page says no other number.
    let agents = rows(&house, &admin, "/estadisticas.csv?periodo=todo&tabla=agentes").await;
    for agent in 1..=6 {
        let name = format!("Agente {agent}");
        let own = cases.iter().filter(|row| row[5] == name).count();
        let told = agents.iter().find(|row| row[0] == name).unwrap();
        assert_eq!(told[1], own.to_string());
        let address = format!("/estadisticas.csv?periodo=todo&agente={agent}");
        assert_eq!(rows(&house, &admin, &address).await.len(), own + 1);
    }
    let days = rows(&house, &admin, "/estadisticas.csv?periodo=30-dias&tabla=dias&por=dia").await;
    assert_eq!(days.len(), 31);
    assert_eq!(house.get(&admin, "/estadisticas.csv?tabla=siglos").await.status.as_u16(), 404);
    house.app.stop().await;
}

#[actix_web::test]
async fn an_operator_gets_the_figures_of_the_own_cases_alone() {
    let house = House::with(600, 30).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    let juan = house.guest("juan", Role::Operator, Some(1)).await;
    let new = house.guest("nueva", Role::Operator, None).await;
    let all = "/estadisticas.csv?periodo=todo";
    let own = rows(&house, &admin, &format!("{all}&agente=1")).await;
    assert!(own.len() > 1);
    // Neither a choice nor a table leads to another's.
    for address in [all.to_owned(), format!("{all}&agente=2")] {
        assert_eq!(rows(&house, &juan, &address).await, own, "{address}");
    }
    let agents = rows(&house, &juan, &format!("{all}&agente=2&tabla=agentes")).await;
    assert_eq!((agents.len(), agents[1][0].as_str()), (2, "Agente 1"));
    let html = house.get(&juan, "/estadisticas?periodo=todo&agente=2").await.html();
    assert!(!html.contains("Agente 2") && !html.contains("id=\"agente\""));
    assert!(!html.contains("href=\"/agentes"), "what an operator may not open is no link");
    let html = house.get(&new, "/estadisticas?periodo=todo").await.html();
    assert!(html.contains("todavía no está unido a un agente") && html.contains("<dd>0</dd>"));
    assert_eq!(rows(&house, &new, all).await.len(), 1);
    house.app.stop().await;
}

#[actix_web::test]
async fn nothing_that_is_asked_of_the_statistics_brings_them_down() {
    let house = House::with(30, 5).await;
    let admin = house.guest("admin", Role::Admin, None).await;
    for asked in [
        "periodo=siglo",
        "desde=0000-00-00&hasta=9999-99-99",
        "desde=-9999-01-01&hasta=9999-12-31",
        "desde=9999-12-31&hasta=-9999-01-01",
        "desde=2026-03-29&hasta=2026-03-29&zona=Europe%2FMadrid",
        "zona=..%2F..%2Fetc%2Fpasswd",
        "zona=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "zona=%00&grupo=-1&agente=9223372036854775807",
        "departamento=%27%3B--&grupo=1%27&agente=%E2%80%AE",
        "linea=1&linea=1&periodo=todo&periodo=hoy",
        "tabla=dias&por=%22&separador=%3Cb%3E",
    ] {
        let html = house.get(&admin, &format!("/estadisticas?{asked}")).await.html();
        assert!(!html.contains("<script>") && html.contains("Estadísticas"), "{asked}");
        house.get(&admin, &format!("/estadisticas.csv?{asked}")).await.html();
    }
    let html = house.get(&admin, "/estadisticas?zona=Marte%2FOlimpo").await.html();
    assert!(html.contains("No conocemos esa zona") && html.contains("value=\"Marte/Olimpo\""));
    let html = house.get(&admin, "/estadisticas?desde=2020-01-01&hasta=2020-01-02").await.html();
    assert!(
        html.contains("No entró ningún caso")
            && between(&html, "<path class=\"h\" d=\"M", '"').is_empty()
    );
    let answer = house.get(&admin, &format!("/estadisticas?linea={}", LINE.0 + 1)).await;
    assert_eq!(answer.status.as_u16(), 404);
    house.app.stop().await;
}
