# Os clientes: a lista, cada um com o que se sabe, unir, apagar, e por quanto tempo se guarda o que foi dito.

menu-customers = Clientes
menu-keeping = Dados guardados
customers-intro = Todas as pessoas que escreveram para esta linha, as últimas a chegar primeiro.
customers-search = Buscar um cliente
customers-search-hint = Nome ou número
customers-tag = Etiquetas
customers-any-tag = Todas as etiquetas
customers-unfilter = Ver todos
customers-scope = A busca olha nomes e números; são mostrados até { $n } clientes.
customers-caption = Clientes, com suas etiquetas, seus casos e o último contato
customers-closed = { $n ->
    [0] nenhum caso encerrado
    [one] { $n } caso encerrado
   *[other] { $n } casos encerrados
}
customers-none = Não há clientes para mostrar
customers-none-how = Quando alguém escrever para a linha, vai aparecer aqui.
customers-none-own = Aqui você vê os clientes dos casos que atende ou atendeu.
customers-none-filtered = Ninguém combina com a sua busca. Tente outra parte do nome ou do número.
customer-numbers = Números
customer-lid = Identidade oculta do WhatsApp: { $name }
customer-since = Escreve desde
customer-last = Último contato
customer-never = Ainda nada
customer-cases = Casos
customer-who = Quem é
customer-treat = Etiquetas e idioma
customer-history = Casos
customer-history-none = Não há casos para mostrar.
customer-history-more = São mostrados os últimos casos. Os anteriores você encontra buscando o nome em Tickets.
customer-rated = Avaliação: { $name }
customer-notes = Notas
customer-notes-hidden = O cliente nunca as vê
customer-note-add = Nota nova
customer-note-save = Guardar a nota
customer-note-drop = Apagar a nota
customer-note-empty = A nota está vazia: escreva algo antes de guardar.
customer-note-long = A nota é longa demais: cabem 1.000 caracteres. Você pode dividir em duas.
customer-tags = Etiquetas
customer-tags-hint = Separadas por vírgulas. Até { $n }, de { $most } letras cada uma.
customer-tags-known = Acrescentar das que já são usadas
customer-tag-long = Há uma etiqueta comprida demais: até { $most } letras cada uma.
customer-tags-many = São etiquetas demais: até { $n }.
customer-language = Idioma
customer-language-how = Neste idioma o Relevo fala com o cliente: o menu, os avisos e o encerramento. O que os agentes escrevem não é traduzido.
customer-language-line = O da linha ({ $name })
customer-merge = Unir com outro cliente
customer-merge-open = Unir com…
customer-merge-when = Se a mesma pessoa aparece duas vezes (mudou de número, ou o WhatsApp a mostrou de duas maneiras), você pode juntar tudo em um só cliente.
customer-merge-intro = Busque pelo nome ou número o outro cliente que é a mesma pessoa.
customer-merge-found = Clientes encontrados
customer-merge-choose = Escolher
customer-merge-sure = São a mesma pessoa?
customer-merge-stays = Fica
customer-merge-joins = Passa a fazer parte
customer-merge-what = Os casos, as notas, as etiquetas e os números de { $other } passam para { $name }. A partir de agora, o que chegar de qualquer um dos dois números é da mesma pessoa. Se um dos dois tem um caso aberto, ele continua como está.
customer-merge-warn = Não dá para desfazer.
customer-merge-do = Unir os dois clientes
customer-data = Os dados da pessoa
customer-data-hint = Se a pessoa pedir para saber o que se guarda dela: quem é, suas etiquetas, as anotações e todos os casos com as mensagens. As fotos e os arquivos são baixados de cada caso.
customer-data-get = Baixar os dados (JSON)
customer-erase = Apagar o cliente
customer-erase-hint = Se a pessoa pedir, você pode apagar tudo o que o Relevo guarda dela.
customer-erase-open-case = Tem um caso aberto: encerre primeiro, e depois você vai poder apagar tudo o que o Relevo guarda desta pessoa.
customer-erase-open = Apagar tudo…
customer-erase-title = Apagar { $name }
customer-erase-what = Isto é apagado para sempre, e não dá para desfazer:
customer-erase-messages = Todas as suas mensagens e as que foram escritas para a pessoa, com fotos, áudios e arquivos. Um arquivo que outro cliente também mandou fica para esse outro.
customer-erase-who = Seu nome, seus números, suas notas e suas etiquetas, também em avisos que não saíram e na auditoria.
customer-erase-cases = { $n ->
    [0] Não tem casos.
    [one] Do seu caso ficam o número, as horas, o departamento, quem atendeu e a avaliação, para as estatísticas. O motivo e as anotações são apagados.
   *[other] Dos seus { $n } casos ficam o número, as horas, o departamento, quem atendeu e a avaliação, para as estatísticas. Os motivos e as anotações são apagados.
}
customer-erase-whatsapp = O que já está no WhatsApp (no telefone do cliente, nos grupos e no da empresa) não é tocado: isso se apaga lá. Nem as cópias de segurança do banco.
customer-erase-proof = Para confirmar, escreva { $name }
customer-erase-proof-wrong = Não confere. Escreva completo, como aparece.
customer-erase-do = Apagar tudo para sempre
customer-erased = Cliente apagado
keeping-intro = Por quanto tempo o Relevo guarda o que foi dito nos casos desta linha.
keeping-how-long = Quanto tempo se guarda?
keeping-forever = Sempre
keeping-some-days = Por alguns dias depois de encerrar cada caso
keeping-days = Dias
keeping-days-hint = De { $least } a { $most }. Um ano são 365.
keeping-days-odd = Escreva quantos dias, com números: de { $least } a { $most }.
keeping-what = Passado esse tempo, são apagados as mensagens, os arquivos e as anotações do caso. Quem não tiver nenhum caso mais novo perde também seu nome e seu número. Os casos ficam para as estatísticas: número, horas, departamento, agente, motivo e avaliação.
keeping-confirm = { $n ->
    [0] Hoje não há nada mais velho que { $days } dias. A partir de agora, o que completar esse tempo é apagado para sempre.
    [one] Vai ser apagado o que foi dito em { $n } caso encerrado há mais de { $days } dias, e depois o que completar esse tempo. Não dá para recuperar.
   *[other] Vai ser apagado o que foi dito em { $n } casos encerrados há mais de { $days } dias, e depois o que completar esse tempo. Não dá para recuperar.
}
keeping-sure = Entendo que não dá para recuperar
keeping-nothing = Nunca se apagou nada por tempo.
keeping-soon = Ainda não se apagou nada: o Relevo olha uma vez por minuto, e apaga aos poucos.
keeping-done = Foi apagado o que se disse nos casos encerrados até { $name }.
flash-customer-tended = As etiquetas e o idioma do cliente n.º { $name } foram guardados.
flash-customer-noted = A nota do cliente n.º { $name } foi guardada.
flash-customer-note-dropped = Uma nota do cliente n.º { $name } foi apagada.
flash-customers-merged = Os dois clientes são um só: tudo está no n.º { $name }.
flash-customer-erased = Tudo do cliente n.º { $name } foi apagado.
flash-keeping-forever = Em { $name } agora se guarda tudo, sem limite de tempo.
flash-keeping-days = As mensagens são guardadas { $name } dias depois de encerrar cada caso.
flash-bad-customer-same = É o mesmo cliente: escolha outro.
flash-bad-customer-busy = Essa pessoa está escrevendo agora mesmo, ou está escolhendo no menu. Tente de novo daqui a pouco.
flash-bad-customers-both-open = Os dois têm um caso aberto: encerre um primeiro e depois una os dois.
flash-bad-customer-has-case = Tem um caso aberto: encerre primeiro.
flash-bad-customer-letters = Ainda há mensagens deste cliente para sair. Espere um pouco e tente de novo.
flash-bad-customer-gone = Esse cliente já não existe: pode ter sido unido com outro ou apagado.
flash-bad-customer-notes-full = Este cliente já tem notas demais: apague alguma que não seja necessária.
customer-block = Bloqueio
customer-is-blocked = Bloqueado
customer-blocked-by = Bloqueado desde { $when } por { $by }. O que escreve não chega a ninguém.
customer-unblock = Desbloquear
customer-block-hint = Se alguém incomoda ou manda spam, você pode parar de receber. A pessoa não fica sabendo.
customer-block-open = Bloquear…
customer-block-title = Bloquear { $name }
customer-block-what = O que escrever não chega a ninguém e não abre casos. Se tem um caso aberto, ele é encerrado. Não recebe nenhum aviso. Você pode desbloquear quando quiser.
customer-block-reason = Motivo
customer-block-reason-hint = Opcional. Só quem usa o painel vê.
customer-block-do = Bloquear o cliente
flash-customer-blocked = O cliente n.º { $name } foi bloqueado.
flash-customer-unblocked = O cliente n.º { $name } já não está bloqueado.
info-tags = 🏷️ Etiquetas: { $tags }
