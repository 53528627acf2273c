# Quem pode fazer o quê, o que foi feito, e o que a empresa diz com as suas palavras.

## Canned replies, on WhatsApp

replies-title = *Respostas rápidas* · escreva /r e a chave
replies-line = • */r { $word }*: { $text }
replies-none = Ainda não há respostas rápidas. Quem administra as escreve no painel: Ajustes → Respostas rápidas.
replies-unknown = Não há uma resposta rápida «{ $word }», então nada chegou ao cliente.
replies-unknown-bare = Não há uma resposta rápida com esse nome, então nada chegou ao cliente.
replies-unknown-how = Escreva /r para ver as que existem.
replies-near = Era uma destas? { $words }
example-text = Oi, estou sem internet
example-reason = era o cabo

## Menu

menu-general = Geral
menu-templates = Mensagens
menu-replies = Respostas rápidas
menu-users = Usuários
menu-audit = Auditoria
menu-account = Sua conta

## One's own account

account-who = Quem é você aqui
account-who-how = Se algo não está certo, peça a quem administra que mude em Ajustes → Usuários.
account-password = Mudar a senha
account-password-how = Ao mudá-la, suas sessões nos outros aparelhos são encerradas.
account-present = Senha atual
account-present-missing = Falta a senha que você usa agora.
account-present-wrong = Essa não é a sua senha atual. { $n ->
    [one] Resta { $n } tentativa
   *[other] Restam { $n } tentativas
}.
account-new = Senha nova
account-same = É a mesma de antes: escolha outra.
account-change = Mudar a senha
flash-password-changed = Pronto, sua senha é a nova. Nos outros aparelhos é preciso entrar de novo.
invitation-title = Escolha a sua senha
invitation-hello = Olá, { $name }. Com esta senha e o seu usuário você entra no Relevo.
invitation-go = Salvar e entrar
invitation-used-how = Serve uma única vez e vence em três dias. Peça outro a quem administra.

## Users

users-list = Quem entra no painel
users-add = Adicionar usuário
users-add-how = Cada pessoa escolhe a sua senha, com um link que serve uma única vez.
users-create = Criar usuário e o seu link
users-edit = Editar
users-self = você
users-name = Nome
users-name-missing = Falta o nome: é como os outros o veem.
users-name-odd = Use um nome de até 80 letras.
users-login-taken = Já existe alguém com esse usuário: escolha outro.
users-role = Função
users-role-operator = Operação: seus casos e seu histórico
users-role-supervisor = Supervisão: vê tudo e age sobre os casos
users-role-admin = Administração: tudo, também os ajustes
users-agent = É o agente
users-agent-how = Quem opera vê os casos deste agente e nenhum outro.
users-agent-none = Nenhum
users-agent-nobody = —
users-agent-gone = Esse agente já não existe: escolha outro.
users-language = Idioma do painel
users-state = Estado
users-state-active = Ativo
users-state-invited = Falta escolher a senha
users-state-expired = O link venceu
users-data = Dados
users-access = Acesso
users-link = Link para escolher a senha
users-link-label = Passe este link
users-link-how = Serve uma única vez e vence { $name }. Fica visível aqui por meia hora; depois é possível criar outro.
users-link-again-how = { $name } ainda não escolheu a senha. Com um link novo, o anterior deixa de servir.
users-reset-how = Com um link novo, a senha de { $name } deixa de servir e suas sessões são encerradas, até escolher outra.
users-reset = Criar um link novo
users-reset-go = Criar o link
users-self-how = Sua senha se muda na sua conta. Sua função é mudada por outra pessoa que administre; você também não pode se eliminar.
users-self-go = Ir para a sua conta
users-not-oneself = Você não pode mudar a própria função: peça a outra pessoa que administre.
users-last-admin = É a única pessoa que administra: antes dê essa função a outra, que já tenha entrado.
users-delete = Eliminar
users-delete-title = Eliminar { $name }?
users-delete-how = Suas sessões são encerradas e já não pode entrar. O que fez fica na auditoria.
users-delete-go = Eliminar usuário
flash-user-invited = Criamos o usuário de { $name }. Passe o link aqui abaixo.
flash-user-changed = Salvamos as mudanças de { $name }.
flash-user-link = Criamos um link novo para { $name }.
flash-user-deleted = Eliminamos { $name }.
flash-bad-last-admin = É a única pessoa que administra, então não pode ser eliminada.

## Audit trail

audit-intro = O que cada um fez no painel. Não pode ser mudado nem apagado.
audit-who = Quem
audit-what = O quê
audit-when = Quando
audit-address = De onde
audit-from = Desde o dia
audit-until = Até o dia
audit-all-users = Todas as pessoas
audit-all-deeds = Tudo
audit-none = Nada coincide
audit-none-how = Tente com outros dias ou outra pessoa.
audit-older = Mais antigo
audit-nobody = Alguém que não entrou
audit-no-name = sem nome
audit-unknown = Algo que esta versão não conhece: { $name }
audit-other = Outra mudança: { $name }
audit-login = Entrou no painel
audit-login-failed = Não conseguiu entrar: a senha não era essa (usuário { $name })
audit-logout = Saiu do painel
audit-language = Mudou o seu idioma ({ $name })
audit-password = Mudou a sua senha
audit-invitation = Escolheu a sua senha com um link
audit-first-start = Criou a primeira conta
