/** What the researcher's own page says, typed from it with its faults mended: the demo must say the same. */
export const introduction =
  "Here's a high-level selection of academic publications; check out also the topic-specific collections on multimodality, sparse mixtures of experts & transfer learning, medical imaging and label noise, or my Google Scholar profile.";

/** The front page's papers in the page's order; a star marks equal contribution. */
export const selected = [
  {
    title: "Multimodal Contrastive Learning with LIMoE: the Language-Image Mixture of Experts",
    authors: "Basil Mustafa*, Carlos Riquelme*, Joan Puigcerver*, Rodolphe Jenatton, Neil Houlsby",
    venue: "NeurIPS 2022",
    address: "https://neurips.cc/",
    links: [
      ["arXiv", "https://arxiv.org/abs/2206.02770"],
      ["Google AI blog", "https://ai.googleblog.com/2022/06/limoe-learning-multiple-modalities-with.html"],
    ],
    begins:
      "Large sparsely-activated models have obtained excellent performance in multiple domains. However, such models",
    ends: "phenomena such as differing treatment of the modalities and the emergence of modality-specific experts.",
    words: 166,
  },
  {
    title: "PaLI: A Jointly-Scaled Multilingual Language-Image Model",
    authors:
      "Xi Chen, Xiao Wang, Soravit Changpinyo, AJ Piergiovanni, Piotr Padlewski, Daniel Salz, Sebastian Goodman, Adam Grycner, Basil Mustafa, Lucas Beyer, Alexander Kolesnikov, Joan Puigcerver, Nan Ding, Keran Rong, Hassan Akbari, Gaurav Mishra, Linting Xue, Ashish Thapliyal, James Bradbury, Weicheng Kuo, Mojtaba Seyedhosseini, Chao Jia, Burcu Karagol Ayan, Carlos Riquelme, Andreas Steiner, Anelia Angelova, Xiaohua Zhai, Neil Houlsby, Radu Soricut",
    venue: "ICLR 2023",
    address: "https://iclr.cc/",
    distinction: "notable top 5%",
    links: [
      ["arXiv", "https://arxiv.org/abs/2209.06794"],
      ["OpenReview", "https://openreview.net/forum?id=mWVoBz4W0u"],
    ],
    begins: "Effective scaling and a flexible task interface enable large language models to excel at many tasks.",
    ends: "while retaining a simple, modular, and scalable design.",
    words: 183,
  },
  {
    title: "LiT: Zero-Shot Transfer with Locked-image text Tuning",
    authors:
      "Xiaohua Zhai*, Xiao Wang*, Basil Mustafa*, Andreas Steiner*, Daniel Keysers, Alexander Kolesnikov, Lucas Beyer*",
    venue: "CVPR 2022",
    address: "https://cvpr.thecvf.com/",
    links: [
      ["arXiv", "https://arxiv.org/abs/2111.07991"],
      ["Google AI blog", "https://ai.googleblog.com/2022/04/locked-image-tuning-adding-language.html"],
      ["demo", "https://google-research.github.io/vision_transformer/lit/"],
    ],
    begins: "This paper presents contrastive-tuning, a simple method employing contrastive training",
    ends: "and 82.5% on the challenging out-of-distribution ObjectNet test set.",
    words: 145,
  },
  {
    title: "Scaling Vision with Sparse Mixture of Experts",
    authors:
      "Carlos Riquelme*, Joan Puigcerver*, Basil Mustafa*, Maxim Neumann, Rodolphe Jenatton, André Susano Pinto, Daniel Keysers, Neil Houlsby",
    venue: "NeurIPS 2021",
    address: "https://neurips.cc/",
    links: [
      ["arXiv", "https://arxiv.org/abs/2106.05974"],
      ["Google AI blog", "https://ai.googleblog.com/2022/01/scaling-vision-with-sparse-mixture-of.html"],
      ["code", "https://github.com/google-research/vmoe"],
    ],
    begins: "Sparsely-gated Mixture of Experts networks (MoEs) have demonstrated excellent scalability",
    ends: "and train a 15B parameter model that attains 90.35% on ImageNet.",
    words: 138,
  },
  {
    title: "Correlated input-dependent label noise in large-scale image classification",
    authors: "Mark Collier, Basil Mustafa, Efi Kokiopoulou, Rodolphe Jenatton, Jesse Berent",
    venue: "CVPR 2021",
    address: "https://cvpr.thecvf.com/",
    distinction: "Oral",
    links: [["arXiv", "https://arxiv.org/abs/2105.10305"]],
    begins: "Large scale image classification datasets often contain noisy labels.",
    ends: "a drop-in replacement for the final fully-connected layer in a deep classifier.",
    words: 164,
  },
] as const;

export const others = [
  {
    title: "Big Self-Supervised Models Advance Medical Image Classification",
    authors:
      "Shekoofeh Azizi, Basil Mustafa, Fiona Ryan, Zachary Beaver, Jan Freyberg, Jonathan Deaton, Aaron Loh, Alan Karthikesalingam, Simon Kornblith, Ting Chen, Vivek Natarajan, Mohammad Norouzi",
    venue: "ICCV 2021",
    page: "3478–3488",
    arxiv: "2101.05224",
  },
  {
    title: "Supervised Transfer Learning at Scale for Medical Imaging",
    authors:
      "Basil Mustafa, Aaron Loh, Jan Freyberg, Patricia MacWilliams, Megan Wilson, Scott Mayer McKinney, Marcin Sieniek, Jim Winkens, Yuan Liu, Peggy Bui, Shruthi Prabhakara, Umesh Telang, Alan Karthikesalingam, Neil Houlsby, Vivek Natarajan",
    venue: "arXiv preprint, 2021",
    arxiv: "2101.05913",
  },
] as const;

/** Which papers a topic holds, by the beginning of their titles. */
export const topics: Readonly<Record<string, { readonly title: string; readonly papers: readonly string[] }>> = {
  multimodality: { title: "Multimodality", papers: ["Multimodal", "PaLI", "LiT"] },
  "sparse-experts": {
    title: "Sparse mixtures of experts & transfer learning",
    papers: ["Multimodal", "LiT", "Scaling", "Supervised"],
  },
  "medical-imaging": { title: "Medical imaging", papers: ["Big", "Supervised"] },
  "label-noise": { title: "Label noise", papers: ["Correlated"] },
};
