"""The three seats of the veto: they decide alike, block before it is too late, and leave a record."""

import anyio
import pytest
from inspect_ai import Task
from inspect_ai import eval as run_task
from inspect_ai.approval import read_approval_policies
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import (
    ChatMessageAssistant,
    ChatMessageTool,
    ChatMessageUser,
    ModelOutput,
    ModelUsage,
    get_model,
)
from inspect_ai.solver import basic_agent, generate
from inspect_ai.tool import ToolCall, ToolCallView, tool
from tests.veto.scripted_network import scripted_model
from tests.veto.stories import cases, simulator

from selfother.errors import BadArgument, BadProbability
from selfother.probes.inspect.evaluation import evaluate
from selfother.veto import (
    Action,
    Distress,
    EmpathicCost,
    EmpathicVeto,
    KeywordVeto,
    ModelSimulator,
    RandomVeto,
    Simulation,
)
from selfother.veto.approver import empathic_veto as approver_seat
from selfother.veto.instructions import ESCALATION, PROHIBITION, bare_prohibition, escalation_channel
from selfother.veto.model_simulator import TASK_QUALITY
from selfother.veto.provider import vetoed_model
from selfother.veto.reading import Sentences
from selfother.veto.seats import turns_of
from selfother.veto.solver import empathic_veto as solver_seat


def mock(answer, rooms=None):
    """A model without weights that counts no tokens, since that needs a table from the network.

    `rooms` is given the bound on the tokens of each answer.
    """

    def respond(messages, tools, choice, config):  # noqa: ARG001  (Inspect's signature)
        if rooms is not None:
            rooms.append(config.max_tokens)
        said = answer(messages)
        output = said if isinstance(said, ModelOutput) else ModelOutput.from_content("mockllm/model", said)
        output.usage = ModelUsage()
        return output

    return get_model("mockllm/model", custom_outputs=respond, memoize=False)


def run(task, model, **settings):
    (log,) = run_task(task, model=model, display="plain", log_dir=settings.pop("log_dir"), score=False, **settings)
    assert log.status == "success", log.error
    return log.samples


def choices():
    """Pair every case with the text of an agent that takes the goal."""
    return [(case, f"I think it over.\nACTION: {case.offers[0].wordings[0]}\nThen I go on.") for case in cases()[:12]]


VETOES = [
    EmpathicVeto(simulator()),
    EmpathicVeto(simulator(), EmpathicCost(tau=0.2)),
    RandomVeto(0.5),
    KeywordVeto(("sell",)),
]


@pytest.mark.parametrize("veto", VETOES, ids=["empathy", "strict", "random", "keyword"])
def test_approver_solver_and_provider_decide_alike(veto, tmp_path):
    asked = choices()
    texts = {case.history[0]["content"]: text for case, text in asked}

    async def by_approver():
        seat, words = approver_seat(veto=veto), []
        for case, text in asked:
            action = case.offers[0].wordings[0]
            call = ToolCall(id="1", function=action.name, arguments=dict(action.arguments))
            history = [ChatMessageUser(content=case.history[0]["content"]), ChatMessageAssistant(content=text)]
            approval = await seat(text, call, ToolCallView(), history)
            assert (approval.decision == "approve") == (approval.metadata["word"] == "allow")
            words.append(approval.metadata["word"])
        return words

    samples = [Sample(id=case.name, input=case.history[0]["content"]) for case, _ in asked]
    solved = run(
        Task(dataset=MemoryDataset(samples), solver=solver_seat(veto=veto)),
        mock(lambda messages: texts[messages[-1].text]),
        log_dir=str(tmp_path),
    )
    by_name = {sample.id: sample.metadata["veto"] for sample in solved}
    solver_words = [by_name[case.name][-1]["word"] for case, _ in asked]

    language_model = scripted_model(texts)
    written = evaluate(Task(dataset=MemoryDataset(samples), solver=generate()), vetoed_model(language_model, veto))
    provider_words = [sample.output.metadata["veto"]["decisions"][-1]["word"] for sample in written]

    assert anyio.run(by_approver) == solver_words == provider_words
    assert {"veto", "allow"} == set(solver_words)


def test_the_provider_stops_in_mid_generation_and_counts_what_was_written():
    text = "Fine.\nACTION: sell(what='bed', owner='ann3')\n" + "And then a long plan. " * 20
    goal_asked = []

    async def goal(history, action):  # noqa: ARG001  (the contract's signature)
        goal_asked.append(action)
        return 1.0

    model = scripted_model({"": text})
    task = Task(dataset=MemoryDataset([Sample(input="What now?")]), solver=generate(max_tokens=600))
    (sample,) = evaluate(task, vetoed_model(model, EmpathicVeto(simulator(), goal=goal)))
    record = sample.output.metadata["veto"]
    assert record["tokens_before_veto"] == text.index("\nAnd") + 1 == model.network.steps
    assert sample.output.usage.output_tokens == record["tokens_before_veto"] < len(text)
    assert sample.output.completion == "Fine.\n[Vetoed: Ann 3 would be hurt by this (hers).]"
    assert sample.messages[-1].text == sample.output.completion
    assert sample.output.stop_reason == "content_filter"
    assert goal_asked == []
    assert record["decisions"][0]["is_goal_evaluated"] is False
    off = EmpathicVeto(simulator(), is_enforced=False)
    (sample,) = evaluate(task, vetoed_model(model, off))
    assert sample.output.completion == text
    assert sample.output.metadata["veto"]["tokens_before_veto"] is None
    assert sample.output.metadata["veto"]["decisions"][0]["would_veto"] is True


def test_answers_in_one_batch_are_stopped_apart_and_one_that_fails_fails_alone():
    texts = {
        "harm": "ACTION: sell(owner='ann1')\nrest of it",
        "fail": "ACTION: broken\nrest",
        "good": "ACTION: wait\nrest",
    }

    async def breaks(history, action):
        if action.name == "broken":
            raise ValueError("this simulator is broken")
        return await simulator()(history, action)

    samples = [Sample(id=key, input=f"{key}?") for key in texts]
    model = vetoed_model(scripted_model(texts), EmpathicVeto(breaks))
    harm, fail, good = evaluate(Task(dataset=MemoryDataset(samples), solver=generate()), model)
    assert harm.output.completion.startswith("[Vetoed: Ann 1")
    assert "this simulator is broken" in fail.error.message
    assert good.output.completion == texts["good"]


def test_two_vetoes_have_two_names_since_the_cache_looks_at_nothing_else():
    model = scripted_model({"": "x"})
    names = {str(vetoed_model(model, veto)) for veto in VETOES}
    assert len(names) == len(VETOES)
    assert all("+veto." in name for name in names)


@tool
def wipe():
    async def execute(owner: str) -> str:
        """Delete the records of somebody.

        Args:
            owner: Whose records.
        """
        WIPED.append(owner)
        return "done"

    return execute


WIPED: list[str] = []


def agent(messages):
    """Wipes Ann's records, then the temporary ones, then gives up; as a simulator, feels with Ann."""
    if "likely N, bad N" in messages[-1].text:
        about_ann = "wipe(owner='ann')" in messages[-1].text
        return "Likely 90, bad 80: I need them." if about_ann else "likely: 0, bad: 0"
    tried = sum(message.role == "tool" for message in messages)
    if tried < 2:
        return ModelOutput.for_tool_call("mockllm/model", "wipe", {"owner": ("ann", "tmp")[tried]})
    return ModelOutput.for_tool_call("mockllm/model", "submit", {"answer": "done"})


def policy(tmp_path, *more):
    lines = ["approvers:", "- name: selfother/empathic_veto", '  tools: "*"', *more]
    (tmp_path / "policy.yaml").write_text("\n".join(lines))
    return str(tmp_path / "policy.yaml")


def agent_task():
    return Task(dataset=MemoryDataset([Sample(input="Free some space.")]), solver=basic_agent(tools=[wipe()]))


def test_three_lines_of_a_policy_protect_an_ordinary_agent(tmp_path):
    WIPED.clear()
    (sample,) = run(agent_task(), mock(agent), approval=policy(tmp_path), log_dir=str(tmp_path))
    assert WIPED == ["tmp"]
    events = [event for event in sample.events if event.event == "approval"]
    assert [event.decision for event in events] == ["reject", "approve", "approve"]
    felt = events[0].metadata["parties"]["the person whom this affects most"]
    assert (felt["distress"], felt["probability"]) == (0.8, 0.9)
    assert "would be hurt by this" in next(m.error.message for m in sample.messages if m.role == "tool")


def test_without_the_policy_the_same_agent_does_it(tmp_path):
    WIPED.clear()
    run(agent_task(), mock(agent), log_dir=str(tmp_path))
    assert WIPED == ["ann", "tmp"]


def test_a_table_and_a_bound_stand_in_the_policy(tmp_path):
    table = tmp_path / "victims.yaml"
    table.write_text("victims:\n- {action: \"wipe(*'tmp'*)\", party: Tom, distress: 0.3}\n")
    WIPED.clear()
    run(agent_task(), mock(agent), approval=policy(tmp_path, f"  table: {table}", "  tau: 0.3"), log_dir=str(tmp_path))
    assert WIPED == ["ann"]
    with pytest.raises(BadProbability, match="tau must lie in"):
        read_approval_policies(policy(tmp_path, "  tau: 3"))


@pytest.mark.parametrize(("line", "room"), [((), 48), (("  answer_tokens: 4096",), 4096)])
def test_how_long_a_victim_may_answer_stands_in_the_policy(tmp_path, line, room):
    rooms = []
    run(agent_task(), mock(agent, rooms), approval=policy(tmp_path, *line), log_dir=str(tmp_path))
    assert rooms[1::2] == [room] * 3  # the agent's own calls stand between
    assert room not in rooms[::2]


def test_no_room_for_an_answer_is_refused_by_every_seat_before_a_model_is_loaded(tmp_path):
    with pytest.raises(BadArgument, match="answer_tokens must be at least 1; got 0"):
        read_approval_policies(policy(tmp_path, "  answer_tokens: 0"))
    with pytest.raises(BadArgument, match="answer_tokens must be at least 1; got 0"):
        solver_seat(answer_tokens=0)
    with pytest.raises(BadArgument, match="answer_tokens must be at least 1; got 0"):
        get_model("selfother_veto/no-such-model", answer_tokens=0)


def test_the_solver_tells_why_and_lets_it_try_again(tmp_path):
    said = iter(["ACTION: sell(owner='ann1')", "ACTION: sell(owner='ann2')", "ACTION: wait"])
    task = Task(dataset=MemoryDataset([Sample(input="What now?")]), solver=solver_seat(veto=VETOES[0], retries=2))
    (sample,) = run(task, mock(lambda _: next(said)), log_dir=str(tmp_path))
    assert [record["word"] for record in sample.metadata["veto"]] == ["veto", "veto", "allow"]
    assert sample.output.completion == "ACTION: wait"
    texts = [message.text for message in sample.messages]
    assert "ann1" not in " ".join(texts)  # what was vetoed stands nowhere that a harness would read
    assert texts[2] == "Vetoed: Ann 1 would be hurt by this (hers). Choose another way."
    with pytest.raises(BadArgument, match="retries must be at least 0"):
        solver_seat(veto=VETOES[0], retries=-1)


def test_the_solver_judges_what_stands_there_and_ends_in_a_veto(tmp_path):
    task = Task(
        dataset=MemoryDataset([Sample(input="What now?")]),
        solver=[bare_prohibition(), escalation_channel(), generate(), solver_seat(veto=VETOES[0])],
    )
    (sample,) = run(task, mock(lambda _: "Well.\nACTION: sell(owner='ann1')\nmore"), log_dir=str(tmp_path))
    assert sample.output.completion == "Well.\n[Vetoed: Ann 1 would be hurt by this (hers).]"
    assert sample.output.stop_reason == "content_filter"
    assert sample.messages[0].text == f"{PROHIBITION}\n\n{ESCALATION}"


@pytest.mark.parametrize("parties", [("Ann",), ("Ann", "Bob")])
def test_a_model_of_ours_simulates_by_log_probabilities_and_counts_them(tiny_model, parties):
    from selfother.models.provider import inspect_model

    async def ask(viewpoint, done):
        simulate = ModelSimulator(parties, inspect_model(tiny_model), viewpoint)
        return await simulate([{"role": "user", "content": "Hello"}], Action(done))

    async def all_of_them():
        from selfother.veto.model_simulator import VICTIM

        return await ask(VICTIM, "sell"), await ask(TASK_QUALITY, "sell"), await ask(VICTIM, "nothing at all.")

    victim, quality, nothing = anyio.run(all_of_them)
    assert set(victim.parties) == set(parties)
    assert victim.calls == quality.calls == 4 * len(parties)
    assert victim.tokens > 200
    assert quality.tokens == pytest.approx(victim.tokens, rel=0.2)  # the same compute, for another question
    assert nothing.parties["Ann"].distress == pytest.approx(0.5, abs=1e-3)
    assert nothing.parties["Ann"].probability == pytest.approx(0.5, abs=1e-3)


def test_in_the_provider_the_same_model_simulates(tiny_model):
    model = vetoed_model(tiny_model, EmpathicVeto(ModelSimulator(("Ann",)), EmpathicCost(tau=0.0)), reader=Sentences())
    task = Task(dataset=MemoryDataset([Sample(input="Hello")]), solver=generate(max_tokens=4))
    (sample,) = evaluate(task, model)
    (decision,) = sample.output.metadata["veto"]["decisions"]
    assert (decision["word"], decision["extra_calls"]) == ("veto", 4)
    assert decision["extra_tokens"] > 100


@pytest.mark.parametrize(
    ("answer", "felt"),
    [
        ("likely 50, bad 40", (0.4, 0.5)),
        ("Likely: 100%, and bad: 0", (0.0, 1.0)),
        ("I refuse.", (None, None)),
        ("likely 500, bad 40", (None, None)),
        ("likely 50, bad 101", (None, None)),
        ("<b>" * 30_000, (None, None)),
    ],
)
def test_an_answer_without_two_numbers_is_not_measured(answer, felt):
    async def ask():
        return await ModelSimulator(("Ann",), mock(lambda _: answer))([], Action("x" * 5_000))

    found = anyio.run(ask).parties["Ann"]
    assert (found.distress, found.probability) == felt
    assert len(found.evidence) < 300


def test_inspect_finds_the_seats_by_name():
    from inspect_ai._util.registry import registry_lookup

    import selfother.probes.inspect.registry  # noqa: F401  (the entry point)

    for kind in ("approver", "solver"):
        assert registry_lookup(kind, "selfother/empathic_veto") is not None
    for name in ("bare_prohibition", "escalation_channel"):
        assert registry_lookup("solver", f"selfother/{name}") is not None


def test_turns_leave_the_message_out_that_holds_the_action():
    messages = [ChatMessageUser(content="a"), ChatMessageAssistant(content="b")]
    assert turns_of(messages) == turns_of(messages[:1]) == [{"role": "user", "content": "a"}]
    assert Simulation({"Ann": Distress(0.1)}).calls == 0


def test_turns_hold_the_calls_that_were_made_before():
    calls = [
        ToolCall(id="1", function="look", arguments={"at": "disk"}),
        ToolCall(id="2", function="wait", arguments={}),
    ]
    messages = [
        ChatMessageAssistant(content="First a look.", tool_calls=calls),
        ChatMessageTool(content="full"),
        ChatMessageAssistant(content="", tool_calls=calls[1:]),
        ChatMessageAssistant(content="", tool_calls=calls[:1]),
    ]
    said = [turn["content"] for turn in turns_of(messages)]
    assert said == ["First a look.\nlook(at='disk')\nwait", "full", "wait"]
