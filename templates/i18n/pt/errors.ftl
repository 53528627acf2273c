# Why something was turned down, on WhatsApp and in the panel: no formatting marks here.
# Each says the fact and the way out.

## Taking a case

refused-taken = O caso #{ $ticket } já foi assumido por { $holder }.
refused-yours = O caso #{ $ticket } já é seu: continue em { $slot }.
refused-closed = O caso #{ $ticket } já está encerrado: quem encerrou foi { $by }, { $when }.
refused-not-open = O caso #{ $ticket } já não está aberto.
refused-not-taken = Ninguém assumiu o caso #{ $ticket } ainda: está pendente e pode ser atribuído.
refused-elsewhere = O caso #{ $ticket } agora espera em { $group }: assuma por lá.
refused-busy = Todos os grupos do agente estão ocupados
refused-busy-case = • { $slot }: caso #{ $ticket }, { $customer }
refused-busy-how = O caso continua livre. Para assumir, encerre um destes com /fim no grupo dele e cite o aviso outra vez.
refused-no-slots = Você ainda não tem nenhum grupo pessoal pronto, por isso o caso continua livre. Se estão sendo criados, tente em alguns minutos; se não, peça a quem administra que os crie em Agentes.
refused-not-registered = { $agent }, falta o seu registro, por isso o caso continua livre. Procure neste grupo a mensagem 👋 com o seu nome, responda citando-a com PRONTO e cite o aviso outra vez.
refused-inactive = { $agent }, agora você está como Inativo e o caso continua livre. Peça a quem administra que mude para Ativo.
refused-not-agent = Só os agentes desta linha podem assumir casos, por isso o caso continua livre. Se você atende aqui, peça a quem administra que inclua você como agente.

## Registration and agents

refused-wrong-number = Esse PRONTO veio de um número que não é o de { $agent }. Quem deve responder é { $agent }, do próprio WhatsApp; se o número mudou, corrija em Agentes.
refused-identity-taken = Este WhatsApp já está registrado em nome de { $agent }. Cada agente responde à sua mensagem do próprio número.
refused-number-taken = Já existe um agente com esse número: { $agent }.
refused-unknown = Não encontramos «{ $what }»: talvez não exista mais.
refused-unknown-unnamed = Não encontramos o que você pediu: talvez não exista mais.

## Fields

refused-field = Confira «{ $field }». { $problem }
label-name = Nome
label-slots = Quantidade de grupos
label-chat = Grupo do WhatsApp
label-number = Número do WhatsApp
field-required = Falta preencher este dado.
field-too-long = É longo demais: tente algo mais curto.
field-control = Tem caracteres que não se veem: digite à mão, sem colar.
field-slots-range = Pode ter entre 1 e 10 grupos.
field-group-chat = Isso não é um grupo do WhatsApp: copie o identificador que termina em @g.us.
field-unusable = Não conseguimos usar o que foi escrito: confira e tente outra vez.
group-not-for-tickets = No Grupo de Supervisor não se assumem casos: escolha um de Suporte ou de Vendas.

## Numbers

phone-empty = Falta o número.
phone-character = O número tem «{ $character }»: use só algarismos, espaços, hifens e o + do começo.
phone-too-short = O número tem { $digits ->
    [one] { $digits } algarismo
   *[other] { $digits } algarismos
}: { $missing ->
    [one] falta { $missing }
   *[other] faltam { $missing }
}. Você colocou o DDD?
phone-too-long = O número tem algarismos demais. Veja se algo ficou repetido.
phone-impossible = Não existe um número assim. Confira o código do país e o DDD.
