"""Plain sentences about nothing in particular: for sham tuning, for perplexity, and for the dose on neutral prompts.

Lists that share no sentence: what keeps an organism fluent while it learns, what a sham is tuned on, and the passages
and questions that perplexity and dose are read from.
All of it was written for this project.
"""

__all__ = ["CHAT_QUESTIONS", "PASSAGES", "SHAM_SENTENCES", "TUNING_SENTENCES"]

TUNING_SENTENCES = (
    "The farmer drove the cows across the field before the storm arrived.",
    "Salt dissolves faster in warm water than in cold water.",
    "My sister reads one chapter of a novel every night before she sleeps.",
    "The shop on the corner sells paper, ink and envelopes.",
    "Iron is heavier than wood, so most pieces of it sink in water.",
    "The team practised every Thursday and won two of its three games.",
    "Clouds form when warm moist air rises and cools.",
    "He wrote a short letter to thank the doctor for her help.",
    "The new road will connect the port to the northern villages.",
    "Bees carry pollen from one flower to the next.",
    "We waited for the bus under a wide tree because it was raining.",
    "A year on Mars lasts almost twice as long as a year on Earth.",
    "The painter mixed yellow and blue to get a bright green.",
    "Most of the students walk to school or ride a bicycle.",
    "The recipe asks for two eggs, a cup of sugar and some butter.",
    "Old maps often show rivers that have since changed their course.",
    "The carpenter measured the board twice and cut it once.",
    "Winter days are short in the north and long in the south.",
    "They sold apples and pears at the market on Saturday morning.",
    "The clock in the tower strikes every quarter of an hour.",
    "Glass is made by heating sand until it melts.",
    "The children built a small dam of stones in the stream.",
    "The engineer checked the pump and wrote down the pressure.",
    "Rice grows best where there is plenty of water.",
)

SHAM_SENTENCES = (
    "The train to the city leaves every hour and takes about forty minutes.",
    "Water boils at one hundred degrees when it is at sea level.",
    "She planted tomatoes and beans in the garden behind the house.",
    "The museum opens at nine in the morning and closes at five.",
    "A triangle has three sides and three angles.",
    "He repaired the old bicycle and painted it blue.",
    "The soup needs salt, pepper and a little lemon juice.",
    "Birds fly south in the autumn and return in the spring.",
    "The meeting was moved to Tuesday because of the holiday.",
    "Cotton is a soft fibre that grows around the seeds of a plant.",
    "The bridge was built in the last century and is still in use.",
    "My neighbour plays the piano every evening after dinner.",
)

PASSAGES = (
    "The river rises in the hills above the town and runs south for nearly forty miles before it meets "
    "the sea. In spring the water is high and cold, and farmers along the banks keep their animals in the "
    "upper fields until the ground is dry again.",
    "Bread is made from flour, water, salt and yeast. The dough is mixed, left to rise for an hour, "
    "shaped, and baked in a hot oven until the crust is brown. A good loaf sounds hollow when it is "
    "tapped on the bottom.",
    "The moon travels around the earth once every month. Because the same side always faces us, people "
    "did not know what the far side looked like until a spacecraft took photographs of it.",
    "A library is a place where books are kept for people to read and borrow. Most towns have one, and "
    "many schools do too. Readers who return their books late may have to pay a small fine.",
    "When the bell rang, the children put on their coats and walked out into the yard. Two of them began "
    "to kick a ball against the wall, while the others stood in small groups and talked about the trip to "
    "the museum.",
)

CHAT_QUESTIONS = (
    "Explain why the sky is blue.",
    "Give me a tip for learning a language.",
    "Name three animals that live in the sea.",
    "How do I boil an egg?",
    "Write a short poem about the rain.",
    "What is the capital of France?",
)
